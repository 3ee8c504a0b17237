interface Lock {
  release(): Promise<void>;
}
type Wakeful = Navigator & { wakeLock?: { request(kind: 'screen'): Promise<Lock> } };

/** Keeps the screen from going to sleep until the answer is called; browsers may not know how. */
export function stayAwake(): () => void {
  let lock: Lock | null = null;
  let isOver = false;
  const ask = async () => {
    if (document.hidden) return;
    const got = await (navigator as Wakeful).wakeLock?.request('screen').catch(() => null);
    if (isOver) void got?.release();
    else lock = got ?? null;
  };
  void ask();
  // A page that was hidden has lost it.
  document.addEventListener('visibilitychange', ask);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release().catch(() => {});
  };
}
