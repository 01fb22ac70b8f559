import { dockerfileRules } from '../../../src/dockerfile/rules/index.ts';
import { randomly } from '../../random.ts';

/** A text and a caret in it. */
export interface Input {
  readonly text: string;
  readonly offset: number;
}

/** A file with something of everything. */
export const RICH =
  '# syntax=docker/dockerfile:1\nARG V=1.26\nFROM golang:${V} AS build\nWORKDIR /src\nCOPY --chown=1:1 go.mod go.sum ./\nRUN --mount=type=cache,target=/x \\\n  # c\n  go mod download && sh -c "go build"\nCOPY <<"A" <<-B /x/\n1\nA\n\t2\n\tB\nFROM scratch\nENV A="b c" D=$V E=${F:-g}\nHEALTHCHECK --interval=1s --retries=3 CMD ["x"]\nONBUILD RUN y <<EOF\nz\nEOF\nVOLUME ["/a", "/b"]\nEXPOSE 80/udp 7000-7010\nSTOPSIGNAL SIGTERM\nADD --chmod=755 https://example.com/a /a\nENTRYPOINT ["/app"]\nUSER 1\n';

const SHELL =
  'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n# hadolint ignore=DL3008 # why\nRUN apt-get update && apt-get install -y curl \\\n    && if [ -f "$x" ]; then for i in $(ls *.c); do sudo env A=1 xargs -0 rm -rf "${i%.*}" 2>&1 | tee log; done; fi; \\\n    cd /x || exit 1\nRUN <<-EOF\n\tset -e\n\tcat <<B > /y\n\t$(date) `id`\n\tB\n\tcase $1 in a|b) echo "x" ;; *) : ;; esac\nEOF\nRUN pip install "flask>=1" && npm i -g x@1 && yum -y install y && wget -q http://x -O - | tar xz\n';

const PIECES = [
  ...[
    '\\',
    '\n',
    '\r',
    '\r\n',
    '\\\n',
    '"',
    "'",
    '`',
    '$',
    '${',
    '${a:-',
    '}',
    '$(',
    ')',
    '(',
    '<<',
    '<<-',
    '<<EOF',
    'EOF',
  ],
  ...[
    '[',
    ']',
    '["a"]',
    "['a']",
    '--',
    '--mount=type=',
    '=',
    ',',
    ':',
    '/',
    '@',
    '#',
    '# escape=`\n',
    '# hadolint ignore=DL3006',
  ],
  ...[
    ' ',
    '\t',
    '\v',
    '\f',
    '\u00A0',
    '\u2028',
    '\uFEFF',
    '\uD800',
    '\uDC00',
    '\0',
    'é',
    '😀',
    '&&',
    '||',
    ';',
    '|',
    '&',
    '>',
    '2>&1',
  ],
  ...[
    'FROM ',
    'RUN ',
    'COPY ',
    'ADD ',
    'ENV ',
    'ARG ',
    'ONBUILD ',
    'HEALTHCHECK ',
    'SHELL ',
    'LABEL ',
    'EXPOSE ',
    'USER ',
    ' AS ',
  ],
  ...[
    'if ',
    'then ',
    'fi',
    'for ',
    'do ',
    'done',
    'case ',
    'esac',
    '{',
    '*',
    '?',
    '!',
    '~',
    '%',
    '+',
    '.',
    '0',
    '99999',
    'a',
    'B',
  ],
];

/** Makes inputs by seed and index: half of them valid files with a few changes, the others cuts, pieces and bytes. */
export function inputMaker(seed: number): (index: number) => Input {
  const examples = dockerfileRules.flatMap(({ examples }) => examples.map(({ bad, good }) => [bad, good]).flat());
  const files = [RICH, SHELL, ...examples.map((marked) => marked.replaceAll(/[«»]/g, ''))];
  return (index) => {
    const random = randomly(seed, index);
    const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item;
    // Every third file is one of the two long ones.
    const file = () => (random(3) === 0 ? pick([RICH, SHELL]) : pick(files));
    const text = [mutated, mutated, cut, composed][index % 4]?.(random, pick, file) ?? '';
    return { text, offset: random(text.length + 1) };
  };
}

type Random = (below: number) => number;
type Pick = <Item>(items: readonly Item[]) => Item;

function mutated(random: Random, pick: Pick, file: () => string): string {
  let text = file();
  for (let changes = random(4); changes >= 0; changes--) {
    const at = random(text.length + 1);
    text = text.slice(0, at) + (random(4) === 0 ? '' : pick(PIECES)) + text.slice(at + random(6));
  }
  return random(8) === 0 ? text.replaceAll('\n', '\r\n') : text;
}

/** Two files cut anywhere and put together. */
function cut(random: Random, _pick: Pick, file: () => string): string {
  const [first, second] = [file(), file()];
  const head = first.slice(0, random(first.length + 1));
  return random(2) === 0 ? head : head + second.slice(random(second.length + 1));
}

/** Pieces, or characters, in any order. */
function composed(random: Random, pick: Pick): string {
  const pieces = random(2) === 0;
  return Array.from({ length: random(60) }, () => (pieces ? pick(PIECES) : String.fromCharCode(random(300)))).join('');
}
