/** Bytes as a person reads them: "820 KB", "12.4 MB". */
export function sizeText(bytes: number): string {
  const mega = bytes / 1_048_576;
  if (mega < 1) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${mega < 100 ? mega.toFixed(1) : Math.round(mega)} MB`;
}
