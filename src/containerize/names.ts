/** A name that Kubernetes takes for every object of ours, a Service included (RFC 1035), with room for a suffix. */
export function objectName(program: string): string {
  const plain = program
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const name = /^[a-z]/.test(plain) ? plain : plain === '' ? 'app' : `app-${plain}`;
  return name.slice(0, 52).replace(/-+$/, '');
}

/** What a command's workload and files are called after: `serve-public` of `serve public`. */
export function commandName(args: readonly string[]): string {
  return objectName(args.join('-')).slice(0, LONGEST_COMMAND).replace(/-+$/, '');
}

const LONGEST_COMMAND = 24;

/** Of the workload of a command, `shop-worker`: however long the program's own name is, it is another one. */
export function besideName(program: string, args: readonly string[]): string {
  const command = commandName(args);
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
    const numbered = `${name.slice(0, longest - String(number).length - 1)}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
