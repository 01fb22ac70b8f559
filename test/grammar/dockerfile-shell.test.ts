import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, it } from 'node:test';

/** What of the two libraries is used: VS Code's own tokenizer and its regular expressions. */
interface Textmate {
  readonly INITIAL: unknown;
  readonly parseRawGrammar: (text: string, file: string) => unknown;
  readonly Registry: new (options: object) => { readonly loadGrammar: (scope: string) => Promise<Grammar> };
}
interface Grammar {
  readonly tokenizeLine: (
    line: string,
    stack: unknown,
  ) => { readonly tokens: readonly Token[]; readonly ruleStack: unknown };
}
interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}
interface Oniguruma {
  readonly loadWASM: (bytes: ArrayBufferLike) => Promise<void>;
  readonly OnigScanner: new (patterns: readonly string[]) => object;
  readonly OnigString: new (text: string) => object;
}

const require = createRequire(import.meta.url);
const root = path.join(import.meta.dirname, '../..');
const GRAMMAR = path.join(root, 'syntaxes/dockerfile-shell.tmLanguage.json');

/** Stand-ins for the grammars that VS Code brings: keywords, strings that may run on, and comments, as there. */
const DOCKERFILE = {
  scopeName: 'source.dockerfile',
  patterns: [
    { match: '^\\s*\\b(?i:FROM|COPY|ADD|ENV|RUN|USER|LABEL)\\s', name: 'keyword.other.special-method.dockerfile' },
    { begin: '"', end: '"', name: 'string.quoted.double.dockerfile' },
    { begin: "'", end: "'", name: 'string.quoted.single.dockerfile' },
    { match: '^\\s*#.*$', name: 'comment.line.number-sign.dockerfile' },
  ],
};
const SHELL = {
  scopeName: 'source.shell',
  patterns: [
    { begin: '"', end: '"', name: 'string.quoted.double.shell' },
    { begin: "'", end: "'", name: 'string.quoted.single.shell' },
    { match: '\\b(?:if|then|fi)\\b', name: 'keyword.control.shell' },
  ],
};

describe('shell code in a Dockerfile is highlighted', () => {
  let grammar: Grammar;
  let initial: unknown;
  before(async () => {
    const textmate = require('vscode-textmate') as Textmate;
    const oniguruma = require('vscode-oniguruma') as Oniguruma;
    const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const texts: Readonly<Record<string, string>> = {
      'source.dockerfile': JSON.stringify(DOCKERFILE),
      'source.shell': JSON.stringify(SHELL),
      'gantry.dockerfile.shell': await readFile(GRAMMAR, 'utf8'),
    };
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns: readonly string[]) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text: string) => new oniguruma.OnigString(text),
      }),
      loadGrammar: (scope: string) =>
        Promise.resolve(texts[scope] === undefined ? null : textmate.parseRawGrammar(texts[scope], `${scope}.json`)),
      getInjections: (scope: string) => (scope === 'source.dockerfile' ? ['gantry.dockerfile.shell'] : undefined),
    });
    grammar = await registry.loadGrammar('source.dockerfile');
    initial = textmate.INITIAL;
  });

  /** The innermost scope of every token that is no blank, `text scope`. */
  const tokens = (text: string): string[] => {
    let stack = initial;
    return text.split('\n').flatMap((line) => {
      const { tokens: found, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      return found.flatMap(({ startIndex, endIndex, scopes }) => {
        const written = line.slice(startIndex, endIndex).trim();
        return written === '' ? [] : [`${written} ${scopes.at(-1) ?? ''}`];
      });
    });
  };

  const cases: readonly (readonly [name: string, text: string, ...expected: string[]])[] = [
    [
      'a command and its options',
      'RUN apt-get install -y curl',
      'apt-get entity.name.command.shell',
      '-y constant.other.option.shell',
    ],
    ['a builtin', 'RUN cd /x', 'cd support.function.builtin.shell'],
    ['in lower case', 'run make', 'run keyword.other.special-method.dockerfile', 'make entity.name.command.shell'],
    [
      'commands behind operators',
      'RUN a && b || c; d | e',
      ...['a', 'b', 'c', 'd', 'e'].map((name) => `${name} entity.name.command.shell`),
    ],
    ['operators', 'RUN a && b > /x', '&& keyword.operator.logical.shell', '> keyword.operator.redirect.shell'],
    ['variables', 'RUN echo $A ${B:-c}', 'A variable.other.normal.shell', ':- keyword.operator.expansion.shell'],
    ['strings with variables', 'RUN echo "a $B"', 'a string.quoted.double.shell', 'B variable.other.normal.shell'],
    [
      'assignments before a command',
      'RUN A=1 B=2 go build',
      'A variable.other.assignment.shell',
      'go entity.name.command.shell',
    ],
    [
      'keywords and what follows',
      'RUN if true; then go vet; fi',
      'if keyword.control.shell',
      'true support.function.builtin.shell',
      'then keyword.control.shell',
      'go entity.name.command.shell',
      'fi keyword.control.shell',
    ],
    [
      'flags of RUN',
      'RUN --mount=type=ssh git clone x',
      'mount variable.parameter.flag.dockerfile',
      'type=ssh string.unquoted.flag.dockerfile',
      'git entity.name.command.shell',
    ],
    [
      'flags over lines',
      'RUN --mount=type=ssh \\\n  --network=none \\\n  git clone',
      'network variable.parameter.flag.dockerfile',
      'git entity.name.command.shell',
    ],
    ['a command on the next line', 'RUN \\\n  make', 'make entity.name.command.shell'],
    [
      'over comments',
      'RUN a && \\\n  # it\'s "why\n  b',
      '# punctuation.definition.comment.dockerfile',
      'b entity.name.command.shell',
    ],
    ['over blank lines', 'RUN a && \\\n\n  \n  b', 'b entity.name.command.shell'],
    [
      'strings over lines',
      "RUN a 'b \\\n c' d && e",
      "' punctuation.definition.string.end.shell",
      'e entity.name.command.shell',
    ],
    [
      'substitutions',
      'RUN echo "$(date +%s)" `id`',
      'date entity.name.command.shell',
      '` punctuation.definition.string.end.shell',
    ],
    ['inside ONBUILD', 'ONBUILD RUN make', 'ONBUILD keyword.control.dockerfile', 'make entity.name.command.shell'],
    [
      'the shell form of CMD',
      'CMD run --port=$PORT',
      'run entity.name.command.shell',
      'PORT variable.other.normal.shell',
    ],
    [
      'the JSON form',
      'RUN ["a", "-c"]',
      'a string.quoted.double.dockerfile',
      '] punctuation.definition.array.end.dockerfile',
    ],
    ['comments at the end', "RUN a # it's why", "it's why comment.line.number-sign.shell"],
    [
      'heredocs as scripts',
      'RUN <<EOF\nif x\nEOF',
      'EOF keyword.control.heredoc-token.shell',
      'if keyword.control.shell',
    ],
    ['what else stands in a heredoc’s line', 'RUN <<EOF cat && b\nx\nEOF', 'b entity.name.command.shell'],
    ['heredocs of COPY as text', 'COPY <<"EOF" /x\nRUN it\'s\nEOF', "RUN it's string.unquoted.heredoc.dockerfile"],
  ];
  for (const [name, text, ...expected] of cases) {
    it(name, () => {
      const found = tokens(text);
      for (const token of expected) assert.ok(found.includes(token), `${token} among\n${found.join('\n')}`);
    });
  }

  const ends: readonly (readonly [name: string, text: string])[] = [
    ['a line without mark', 'RUN a'],
    ['a string without end', 'RUN echo "a'],
    ['a quote without end', "RUN echo it's"],
    ['a quote without end in a comment', "RUN a # it's"],
    ['a substitution without end', 'RUN echo $(a'],
    ['parentheses without end', 'RUN (a'],
    ['backticks without end', 'RUN echo `a'],
    ['an expansion without end', 'RUN echo ${a'],
    ['a block without end', 'RUN if a; then b'],
    ['an operator at the end', 'RUN a &&'],
    ['no command', 'RUN'],
    ['a JSON form without end', 'RUN ["a", "b'],
    ['a string over lines without end', 'RUN echo "a \\\n b'],
    ['a comment inside', "RUN a \\\n # it's\n b"],
    ['a heredoc', 'RUN <<EOF\nit\'s "\nEOF'],
    ['a heredoc with tabs', "RUN <<-'EOF'\n\tif x; then\n\tEOF"],
    ['a heredoc of COPY', 'COPY --chown=1 <<EOF /x\n"it\'s\nEOF'],
    ['blanks at the end', 'RUN a  \t'],
  ];
  for (const [name, text] of ends) {
    it(`ends with ${name}`, () => {
      const [next] = tokens(`${text}\nUSER x`).slice(-2);
      assert.equal(next, 'USER keyword.other.special-method.dockerfile');
    });
  }

  it('is injected by the manifest', async () => {
    const { contributes } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      contributes: { grammars: { path: string; scopeName: string; injectTo?: string[] }[] };
    };
    const entry = contributes.grammars.find(({ scopeName }) => scopeName === 'gantry.dockerfile.shell');
    assert.deepEqual(entry?.injectTo, ['source.dockerfile']);
    assert.equal(path.join(root, entry.path), GRAMMAR);
  });
});
