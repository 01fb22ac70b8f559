import { kubernetesRules } from '../../../src/kubernetes/rules/index.ts';
import { randomly } from '../../random.ts';

/** A file with something of everything that manifests hold. */
export const RICH = `# first
apiVersion: apps/v1 # trailing
kind: Deployment
metadata:
  name: shop # gantry-ignore x
  labels: &l
    app: shop
    "quoted": 'it''s'
    tier: "a\\tb \\u00e9"
  # behind the labels
    # deeper
  annotations: {}
spec:
  replicas: 0x10
  paused: no
  strategy: ~
  selector:
    matchLabels: *l
  template:
    metadata:
      labels: { <<: *l, tier: "web", empty: "", n: 1.50 }
    spec:
      containers:
      - name: shop
        image: shop:1
        command: [/bin/app, --flag, "a b", 'c',
          -v ] # several lines
        ports:
        - containerPort: 8080
          # belongs to the port
        # stands at the port
        empty:
        # behind nothing
      - name: side
        script: |-
          #!/bin/sh
          # no comment
            echo {{ x }}

        # a comment
        folded: >
          a
          b

            c
          d
        kept: |+
          x

        indented: |2
            two
        plain: a b
          c # d
        text: "a \\n b

          c \\
          d"
        single: 'x

          y'
        url: http://a:80/#b
        cron: "*/5 * * * *"
        colon: :8080
        dash: -1
      volumes:
        -
          name: a
        - - nested
          - - deeper
        -
        - &v
          emptyDir: {}
        - *v
        - <<: [*v, { a: b }]
          emptyDir: { medium: Memory }
---
# only a comment
---
{"apiVersion": "v1", "kind":"List", "items": [ {"a":1,
	"b": [true, null, -2.5e3] }, [] ]}
...
# between
- a
-   b: 1
    c: 2
-
...
---
a: 1
a: 2
yes: on
1.0: .inf
`;

const PIECES = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\n\n',
    '   \n',
    '\n \t\n',
    ':',
    ': ',
    '- ',
    '-',
    ',',
    ', ',
    '|',
    '|+',
    '>-',
    '|2',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '[]',
    '{}',
    '"',
    "'",
    "''",
    '""',
    '\\"',
    '\\',
    '\\\n',
    '*',
    '&',
    '*l',
    '&x ',
    ' &a\n',
    '<<: ',
    '>1-',
  ],
  ...['#', ' # c', '\n# c\n', '\n  # c\n', '\n    # c\n', '---\n', '\n---\n', '...\n', '\n...\n', '%YAML 1.2\n', '%'],
  ...[
    '{{',
    '\0',
    '\uD800',
    '\u00a0',
    '\u2028',
    '!!binary ',
    '? ',
    '@',
    '`',
    'k: v\n',
    '\n  k: v\n',
    '\n- a\n',
    '\n    more\n',
  ],
  ...['true', 'no', '~', 'null', '0x1F', '0o7', '1e3', '.5', '-0', '.nan', '+1.'],
];

/** Makes texts by seed and index: files, lines of them, and changes in them. */
export function textMaker(seed: number): (index: number) => string {
  const files = [RICH, RICH, ...examples()];
  return (index) => {
    const random = randomly(seed, index);
    let text = files[random(random(3) === 0 ? 2 : files.length)] ?? RICH;
    if (random(3) === 0) {
      const lines = text.split('\n');
      const from = random(lines.length);
      text = lines.slice(from, from + 1 + random(12)).join('\n');
    }
    for (let changes = random(5); changes > 0; changes--) {
      const at = random(text.length + 1);
      const piece = random(4) === 0 ? '' : (PIECES[random(PIECES.length)] ?? '');
      text = text.slice(0, at) + piece + text.slice(at + (random(2) === 0 ? 0 : random(8)));
    }
    return random(9) === 0 ? text.replaceAll('\n', '\r\n') : text;
  };
}

function examples(): string[] {
  return kubernetesRules.flatMap(({ examples }) => examples.map(({ bad }) => bad.replaceAll(/[«»]/g, '')));
}
