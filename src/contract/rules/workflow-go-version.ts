import type { GoModule } from '../../go/project.ts';
import type { Repair } from '../fault.ts';
import type { GoSetup } from '../build-files/go-setup.ts';
import { type GoVersion, goVersion, isOlder, writtenLike } from '../builds/go-version.ts';
import { goModOf } from '../matching/module-of.ts';
import { type ContractRule, inSource } from '../rule.ts';

const WORKFLOW = (version: string) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: actions/setup-go@v6\n        with:\n          go-version: '${version}'\n      - run: go test ./...\n`;

export const workflowGoVersion: ContractRule = {
  id: 'workflow-go-version',
  title: 'Install a Go in workflows that is new enough for go.mod',
  severity: 'warning',
  aliases: [],
  why: 'The `go` line of go.mod is the oldest Go that may build the module. actions/setup-go keeps Go to the version that it installs from its version 6 on (GOTOOLCHAIN=local), so the job stops: “go.mod requires go >= 1.26 (running go 1.24)”. Before, Go downloads the newer toolchain in every run. With `go-version-file: go.mod` both are one. A version without quotes is a number to YAML: `1.20` is 1.2.',
  exampleOf: 'workspace',
  examples: [
    {
      file: '.github/workflows/test.yaml',
      bad: WORKFLOW('«1.24»'),
      good: WORKFLOW('1.26'),
      fixed: true,
      files: { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': 'package main\n\nfunc main() {}\n' },
    },
  ],
  about: 'go-setup',
  *check(setup, { go }) {
    const { file, version, at, toolchain, folders } = setup;
    const present = goVersion(version.replace(/\.x$/, ''));
    if (!present) return;
    for (const module of new Set(folders.flatMap((folder) => moduleAround(go.modules, folder) ?? []))) {
      const wanted = goVersion(module.go ?? '');
      const place = module.places?.go;
      if (!wanted || !place || !isOlder(present, wanted)) continue;
      const stops = stopsWith(present, wanted, module, toolchain);
      if (stops === null) continue;
      const mod = goModOf(module);
      const asked = module.go ?? '';
      yield {
        sides: [
          {
            ...{ file, start: at.start, end: at.end },
            message:
              at.written !== version
                ? ['`{0}` without quotes is the number {1}, and `{2}` says go {3}', at.written, version, mod, asked]
                : stops
                  ? ['`{0}` says go {1}, and this installs {2}, which is older', mod, asked, version]
                  : ['`{0}` says go {1}: every run downloads it beside {2}', mod, asked, version],
          },
        ],
        related: [inSource(place, ['asks for this Go'])],
        ...(stops ? {} : { severity: 'info' as const }),
        repairs: repairs(setup, wanted, mod),
      };
      return;
    }
  },
};

/** The module that a folder lies in: the nearest. */
function moduleAround(modules: readonly GoModule[], folder: string): GoModule | undefined {
  return modules
    .filter(({ dir }) => dir === '.' || folder === dir || folder.startsWith(`${dir}/`))
    .sort((a, b) => (b.dir === '.' ? 0 : b.dir.length) - (a.dir === '.' ? 0 : a.dir.length))[0];
}

/** From this minor version on Go knows toolchains. */
const FIRST_WITH_TOOLCHAINS = 21;

/** Whether the job stops; null: nobody knows. */
function stopsWith(
  present: GoVersion,
  wanted: GoVersion,
  module: GoModule,
  toolchain: GoSetup['toolchain'],
): boolean | null {
  // Before, Go tried all the same, unless it could not read the file.
  if (present.minor < FIRST_WITH_TOOLCHAINS) return wanted.patch !== null || module.toolchain !== null ? true : null;
  return toolchain === null ? null : toolchain === 'local';
}

function repairs({ file, at, entry }: GoSetup, wanted: GoVersion, mod: string): Repair[] {
  const wild = at.written.endsWith('.x');
  const plain = wild ? `${writtenLike('1.0', wanted)}.x` : writtenLike(at.written, wanted);
  // A number would lose its zero.
  const text = !at.quoted && /^1\.\d*0$/.test(plain) ? `'${plain}'` : plain;
  const whole = `go-version-file: ${mod}`;
  return [
    { title: ['Use `{0}`', plain], changes: [{ file, edits: [{ start: at.start, end: at.end, text }] }] },
    ...(entry === null
      ? []
      : [
          {
            title: ['Use `{0}`', whole] as const,
            changes: [{ file, edits: [{ start: entry.start, end: entry.end, text: whole }] }],
          },
        ]),
  ];
}
