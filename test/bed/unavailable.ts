/** A part of the bed that this machine cannot have. The message says why and what would help; callers skip and list it. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Throws unless this is Linux and the user is root: `part` needs bridges, mounts or packages. */
export function needsRoot(part: string): void {
  if (process.platform !== 'linux') throw new Unavailable(`${part} needs Linux; this is ${process.platform}`);
  if (process.getuid?.() !== 0) throw new Unavailable(`${part} needs root: run the tests with sudo, or in CI`);
}
