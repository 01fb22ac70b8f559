/** Operating systems and architectures that end file names as constraints (`go tool dist list`). */
const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ' +
    'ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);
const NEWEST_GO = 99;

export interface BuildContext {
  readonly cgo: boolean;
}

/** Whether `go build` for linux/amd64 with default tags takes the file. `name` is its last path element. */
export function isBuilt(name: string, text: string, context: BuildContext): boolean {
  return nameFits(name) && headerFits(text, context);
}

/** True for `_test.go` files. */
export function isTestFile(name: string): boolean {
  return name.endsWith('_test.go');
}

/** The package clause's name without parsing the file; null where comments are all there is. */
export function packageClause(text: string): string | null {
  return /^package[ \t]+(\w+)/.exec(text.slice(endOfHeader(text)))?.[1] ?? null;
}

/** The tags that the constraint of a file names, but for systems, architectures and releases of Go. */
export function tagsNamed(text: string): string[] {
  const header = text.slice(0, endOfHeader(text));
  const lines = header.match(/^\/\/(?:go:build|[ \t]*\+build)[ \t]+.*$/gm) ?? [];
  const names = lines.flatMap((line) => line.replace(/^\/\/(?:go:build|[ \t]*\+build)/, '').match(/[\w.]+/g) ?? []);
  return names.filter((name) => !SYSTEMS.has(name) && !ARCHITECTURES.has(name) && !GIVEN.test(name));
}

/** What `go build` sets by itself, or by other flags than `-tags`. */
const GIVEN = /^(?:unix|gc|gccgo|cgo|race|msan|asan|go1\.\d+)$/;

function nameFits(name: string): boolean {
  const parts = name
    .replace(/\.go$/, '')
    .replace(/_test$/, '')
    .split('_')
    .slice(1);
  const last = parts.at(-1) ?? '';
  const previous = parts.at(-2) ?? '';
  if (ARCHITECTURES.has(last)) return last === 'amd64' && (!SYSTEMS.has(previous) || previous === 'linux');
  return !SYSTEMS.has(last) || last === 'linux';
}

function headerFits(text: string, context: BuildContext): boolean {
  const header = text.slice(0, endOfHeader(text));
  const line = /^\/\/go:build[ \t]+(.*)$/m.exec(header)?.[1];
  if (line !== undefined) return evaluate(line, context);
  return [...header.matchAll(/^\/\/[ \t]*\+build[ \t]+(.*)$/gm)].every(([, options = '']) =>
    options
      .trim()
      .split(/\s+/)
      .some((option) => optionHolds(option, context)),
  );
}

/** `linux,!static`, as `+build` and `#cgo` lines have it. */
export function optionHolds(option: string, context: BuildContext): boolean {
  return option
    .split(',')
    .every((term) => (term.startsWith('!') ? !holds(term.slice(1), context) : holds(term, context)));
}

/** Where comments and blanks at the beginning end. */
function endOfHeader(text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const character = text[at];
    if (character === undefined) return at;
    if (/\s/.test(character)) at++;
    else if (text.startsWith('//', at)) at = endOr(text, text.indexOf('\n', at), 1);
    else if (text.startsWith('/*', at)) at = endOr(text, text.indexOf('*/', at + 2), 2);
    else return at;
  }
}

function endOr(text: string, found: number, length: number): number {
  return found < 0 ? text.length : found + length;
}

function holds(tag: string, { cgo }: BuildContext): boolean {
  const release = /^go1\.(\d+)$/.exec(tag);
  if (release) return Number(release[1]) <= NEWEST_GO;
  return tag === 'linux' || tag === 'amd64' || tag === 'unix' || tag === 'gc' || (tag === 'cgo' && cgo);
}

/** `!a && (b || c)`; an expression that cannot be read holds, as no more is known of it. */
function evaluate(expression: string, context: BuildContext): boolean {
  const tokens = expression.replace(/\/\/.*$/, '').match(/&&|\|\||[!()]|[^\s!()&|]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === '||') {
      at++;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = not();
    while (tokens[at] === '&&') {
      at++;
      value = not() && value;
    }
    return value;
  };
  const not = (): boolean => {
    let negated = false;
    while (tokens[at] === '!') {
      negated = !negated;
      at++;
    }
    const token = tokens[at++];
    if (token !== '(') return holds(token ?? '', context) !== negated;
    if (at > 1000) return true;
    const value = either();
    if (tokens[at] === ')') at++;
    return value !== negated;
  };
  return tokens.length > 500 || either();
}
