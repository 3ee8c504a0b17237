import css from './segments.module.css';

interface SegmentsProps<T> {
  label: string;
  options: { value: T; text: string }[];
  value: T;
  onValue: (value: T) => void;
}

/** A few choices side by side, one of them taken: radio buttons by pattern and keyboard. */
export function Segments<T extends string | number>(props: SegmentsProps<T>) {
  const { label, options, value, onValue } = props;
  return (
    <fieldset class={css.segments}>
      <legend>{label}</legend>
      <div>
        {options.map((one) => (
          <label key={one.value}>
            <input
              type="radio"
              name={label}
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
