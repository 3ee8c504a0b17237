import css from './bits.module.css';

interface TabsProps<T extends string> {
  label: string;
  tabs: { id: T; text: string; badge?: number }[];
  current: T;
  onChange: (id: T) => void;
}

/** Tabs by the pattern: arrows move, one tab stop. The panel carries `id={panel-<id>}`. */
export function Tabs<T extends string>({ label, tabs, current, onChange }: TabsProps<T>) {
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    const at = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div class={css.tabs} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={`tab-${tab.id}`}
          type="button"
          role="tab"
          aria-selected={tab.id === current}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onChange(tab.id)}
        >
          {tab.text}
          {tab.badge ? ` ${tab.badge}` : ''}
        </button>
      ))}
    </div>
  );
}
