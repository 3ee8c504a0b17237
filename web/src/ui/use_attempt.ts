import { useState } from 'preact/hooks';

/** Something asked of the server: that it is on its way, and why it came to nothing. */
export function useAttempt() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  /** Answers whether it took effect. */
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    const failed = await act().then(
      () => null,
      (error: unknown) => error,
    );
    setFailure(failed);
    setBusy(false);
    return failed === null;
  };
  return { isBusy, failure, attempt };
}
