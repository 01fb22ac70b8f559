/** A name that Kubernetes takes for every object of ours, a Service included (RFC 1035), with room for a suffix. */
export function objectName(program: string): string {
  const plain = program
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const name = /^[a-z]/.test(plain) ? plain : plain === '' ? 'app' : `app-${plain}`;
  return name.slice(0, 52).replace(/-+$/, '');
}

const LONGEST_COMMAND = 24;

/** What workloads and files of commands are called after, by how each is typed, `serve-public` of `serve public`: no two alike. */
export function commandNames(commands: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const words of commands) {
    names.set(words, uniqueName(objectName(words), LONGEST_COMMAND, new Set(names.values())));
  }
  return names;
}

/** Of the workload of a command, `shop-worker`: however long the program's own name is, it is another one. */
export function besideName(program: string, command: string): string {
  return `${objectName(program)
    .slice(0, 51 - command.length)
    .replace(/-+$/, '')}-${command}`;
}

/** `[registry/]name:dev`; the registry as people paste it, with a scheme or a slash at the end. */
export function imageName(name: string, registry: string | undefined): string {
  const prefix = (registry ?? '')
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^\/+|\/+$/g, '');
  return `${prefix === '' ? '' : `${prefix}/`}${name}:dev`;
}

/** `text` as the name of a volume or port of at most `longest` characters; `taken` names get a number. */
export function uniqueName(text: string, longest: number, taken: ReadonlySet<string>): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const name = plain.slice(0, longest).replace(/-+$/, '') || 'data';
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) {
    const numbered = `${name.slice(0, longest - String(number).length - 1).replace(/-+$/, '')}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
