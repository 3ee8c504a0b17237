import { useId } from 'preact/hooks';
import css from './Segments.module.css';

interface SegmentsProps<T> {
  label: string;
  options: { value: T; text: string; lang?: string }[];
  value: T;
  onValue: (value: T) => void;
  /** In one strip, where their words are short. */
  joined?: boolean;
}

/** A few choices side by side, one of them taken: radio buttons by pattern and keyboard. */
export function Segments<T extends string | number>(props: SegmentsProps<T>) {
  const { label, options, value, onValue, joined } = props;
  const name = useId();
  return (
    <fieldset class={`${css.segments} ${joined ? css.joined : ''}`}>
      <legend>{label}</legend>
      <div>
        {options.map((one) => (
          <label key={one.value} lang={one.lang}>
            <input
              type="radio"
              name={name}
              checked={one.value === value}
              onChange={() => onValue(one.value)}
            />
            <span>{one.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
