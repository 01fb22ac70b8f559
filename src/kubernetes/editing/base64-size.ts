/** How many bytes a base64 text stands for; undefined for what is none. The bytes themselves are never made. */
export function decodedSize(text: string): number | undefined {
  const written = text.replace(/\s+/g, '');
  if (written.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(written)) return undefined;
  const padding = written.endsWith('==') ? 2 : written.endsWith('=') ? 1 : 0;
  return (written.length / 4) * 3 - padding;
}

/** `24 B`, `1.2 KiB` */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(1)} MiB`;
}
