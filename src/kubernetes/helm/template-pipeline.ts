import { type Command, type Operand, type Pipeline, Undecided } from './template-nodes.ts';

const TOKEN =
  /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)'|:=|[-+]?(?:0x[\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?)|\$\w*|\.\w+|[A-Za-z_]\w*|[.()|,=]/y;

/** Reads what stands between the braces; throws Undecided where it is none. */
export function parsePipeline(text: string): Pipeline {
  const tokens = tokensOf(text);
  let next = 0;
  const pipeline = read();
  if (next < tokens.length) throw new Undecided(`unexpected ${tokens[next] ?? ''}`);
  return pipeline;

  function read(depth = 0): Pipeline {
    if (depth > 50) throw new Undecided('nested too deep');
    const { variables, declares } = assigned();
    const commands: Command[] = [];
    do commands.push(command(depth));
    while (isNext('|'));
    return { variables, declares, commands };
  }

  function assigned(): { variables: readonly string[]; declares: boolean } {
    const words = tokens.slice(next).filter((token) => token.trim() !== '');
    const count = words[1] === ',' ? 3 : 1;
    const sign = words[count];
    const isAssignment = words[0]?.startsWith('$') === true && (sign === ':=' || sign === '=');
    if (!isAssignment) return { variables: [], declares: false };
    let left = count + 1;
    while (left > 0) if (tokens[next++]?.trim() !== '') left--;
    return { variables: words.slice(0, count).filter((word) => word !== ','), declares: sign === ':=' };
  }

  function command(depth: number): Command {
    const operands: Operand[] = [];
    for (;;) {
      skipBlanks();
      const token = tokens[next];
      if (token === undefined || token === '|' || token === ')') break;
      operands.push(operand(depth));
    }
    if (operands.length === 0) throw new Undecided('an empty command');
    return operands;
  }

  function operand(depth: number): Operand {
    let found = simple(depth);
    // Fields belong to what they follow without a blank.
    while (/^\.\w/.test(tokens[next] ?? ''))
      found = { kind: 'field', of: found, name: (tokens[next++] ?? '').slice(1) };
    return found;
  }

  function simple(depth: number): Operand {
    const token = tokens[next++] ?? '';
    if (token === '(') {
      const pipeline = read(depth + 1);
      if (!isNext(')')) throw new Undecided('a parenthesis is open');
      return { kind: 'pipeline', pipeline };
    }
    if (token === '.') return { kind: 'dot' };
    if (token.startsWith('.')) return { kind: 'field', of: { kind: 'dot' }, name: token.slice(1) };
    if (token.startsWith('$')) return { kind: 'variable', name: token };
    if (token.startsWith('`')) return { kind: 'text', value: token.slice(1, -1) };
    if (token.startsWith('"')) return { kind: 'text', value: unquoted(token) };
    if (/^[-+]?\d/.test(token)) {
      return { kind: 'number', value: Number(token.replaceAll('_', '')), isFloat: /^[^x]*[.e]/.test(token) };
    }
    if (token === 'true' || token === 'false') return { kind: 'boolean', value: token === 'true' };
    if (token === 'nil') return { kind: 'nil' };
    if (/^[A-Za-z_]/.test(token)) return { kind: 'function', name: token };
    throw new Undecided(`unexpected ${token}`);
  }

  function isNext(token: string): boolean {
    skipBlanks();
    if (tokens[next] !== token) return false;
    next++;
    return true;
  }

  function skipBlanks(): void {
    while (tokens[next]?.trim() === '') next++;
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Undecided(`unexpected ${text[at] ?? ''}`);
    tokens.push(token);
  }
  while (tokens.at(-1)?.trim() === '') tokens.pop();
  return tokens;
}

function unquoted(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    throw new Undecided('an escape that JSON does not know');
  }
}
