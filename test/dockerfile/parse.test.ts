import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instruction } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const show = ({ keyword, words }: Instruction) => [keyword, ...words.map(({ value }) => value)].join(' ');

describe('lines and instructions', () => {
  const cases: readonly [name: string, text: string, instructions: string[]][] = [
    ['one', 'FROM a', ['FROM a']],
    ['lower case', 'from a as b', ['FROM a as b']],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n  c\r\n', ['FROM a', 'RUN b c']],
    ['a lone CR is a blank to BuildKit', 'FROM a\rRUN b\r', ['FROM a RUN b']],
    ['BOM', '\uFEFFFROM a', ['FROM a']],
    ['continued over comments and blank lines', 'RUN a \\\n# c\n\n  b \\\n  # d\n  c\nUSER x', ['RUN a b c', 'USER x']],
    ['a blank behind the mark', 'RUN a \\  \n b', ['RUN a b']],
    ['an escaped mark does not continue', 'RUN a \\\\\nUSER x', ['RUN a \\', 'USER x']],
    ['another escape', '# escape=`\nRUN a `\n b\nCOPY c:\\x d', ['RUN a b', 'COPY c:\\x d']],
    ['a mark at the end of the file', 'RUN a \\', ['RUN a']],
    ['a heredoc', 'RUN <<EOF\nFROM x\nEOF\nUSER y', ['RUN <<EOF', 'USER y']],
    ['a heredoc with tabs', 'RUN <<-EOF\n\ta\n\tEOF\nUSER y', ['RUN <<-EOF', 'USER y']],
    ['two heredocs', 'COPY <<A <<B /x/\n1\nA\n2\nB\nUSER y', ['COPY <<A <<B /x/', 'USER y']],
    ['a heredoc without end', 'RUN <<EOF\na\nUSER y', ['RUN <<EOF']],
    ['no heredoc in another instruction', 'ENV A=<<EOF\nUSER y', ['ENV A=<<EOF', 'USER y']],
    ['a here string is none', 'RUN cat <<<EOF\nUSER y', ['RUN cat <<<EOF', 'USER y']],
    ['a heredoc apart from its word', 'RUN cat << EOF\nFROM x\nEOF\nUSER y', ['RUN cat << EOF', 'USER y']],
    ['no heredoc with a dash apart', 'RUN cat <<- EOF\nUSER y', ['RUN cat <<- EOF', 'USER y']],
    ['a quoted heredoc', 'RUN <<"E F"\nUSER x\nE F\nUSER y', ['RUN <<E F', 'USER y']],
    ['no heredoc in quotes', 'RUN echo "a <<EOF"\nUSER y', ['RUN echo a <<EOF', 'USER y']],
    ['no heredoc behind a quote without end', "RUN it's <<EOF\nUSER y", ['RUN its <<EOF', 'USER y']],
    ['no heredoc in the JSON form', 'RUN ["cat", "<<EOF"]\nUSER y', ['RUN [cat, <<EOF]', 'USER y']],
    ['no heredoc glued to a word', 'RUN a<<EOF\nUSER y', ['RUN a<<EOF', 'USER y']],
    ['a shift is none', 'RUN echo $((1<<2))\nUSER y', ['RUN echo $((1<<2))', 'USER y']],
    ['a heredoc inside ONBUILD', 'ONBUILD RUN <<EOF\nUSER x\nEOF\nUSER y', ['ONBUILD RUN <<EOF', 'USER y']],
    ['a heredoc with CRLF', 'RUN <<EOF\r\nUSER x\r\nEOF\r\nUSER y', ['RUN <<EOF', 'USER y']],
    ['a mark before the first word', '\\\n  FROM a', ['FROM a']],
    ['quotes do not join what COPY splits', 'COPY "a b" c', ['COPY a b c']],
    ['one word where blanks belong to it', 'WORKDIR /a b', ['WORKDIR /a b']],
    ['the end of flags', 'RUN -- --x', ['RUN --x']],
    ['quotes', 'ENV A="b c" D=\'e f\'', ['ENV A=b c D=e f']],
    ['nothing', '', []],
    ['comments only', '# a\n\n # b\n', []],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.deepEqual(parseDockerfile(text).instructions.map(show), expected));
  }

  it('knows flags, JSON, pairs and what is inside', () => {
    const [run, copy, cmd, env, onbuild, health] = parseDockerfile(
      'RUN --mount=type=cache,target=/x --network=none a\nCOPY --from=b --link c d\nCMD ["a", "b\\"c"]\nENV A=1 B="2 3"\nONBUILD COPY a b\nHEALTHCHECK --interval=5s CMD ["x"]',
    ).instructions;
    assert.deepEqual(
      run?.flags.map(({ name, value }) => [name, value?.value]),
      [
        ['mount', 'type=cache,target=/x'],
        ['network', 'none'],
      ],
    );
    assert.deepEqual(
      copy?.flags.map(({ name, value }) => [name, value?.value]),
      [
        ['from', 'b'],
        ['link', undefined],
      ],
    );
    assert.deepEqual(
      cmd?.json?.map(({ value }) => value),
      ['a', 'b"c'],
    );
    assert.deepEqual(
      env?.pairs.map(({ key, value }) => [key.value, value?.value]),
      [
        ['A', '1'],
        ['B', '2 3'],
      ],
    );
    assert.equal(onbuild?.inner?.keyword, 'COPY');
    assert.deepEqual(
      health?.inner?.json?.map(({ value }) => value),
      ['x'],
    );
  });

  it('keeps every place exact over continuations', () => {
    const text = 'FROM a\nRUN first \\\n# comment\n  second && \\\n  third\n';
    const run = parseDockerfile(text).instructions[1];
    assert.deepEqual(
      run?.words.map(({ start, end }) => text.slice(start, end)),
      ['first', 'second', '&&', 'third'],
    );
  });

  it('reads directives only at the top', () => {
    const names = (text: string) => parseDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);
    assert.deepEqual(names('# syntax=docker/dockerfile:1\n# escape=`\nFROM a'), [
      'syntax=docker/dockerfile:1',
      'escape=`',
    ]);
    assert.deepEqual(names('# a comment\n# escape=`\nFROM a'), []);
    assert.deepEqual(names('\n# escape=`\nFROM a'), []);
    assert.deepEqual(names('# unknown=1\n# escape=`\nFROM a'), []);
    assert.deepEqual(names('\uFEFF  #  ESCAPE = ` \nFROM a'), ['escape=`']);
  });
});
