import { resolvePath } from '../../dockerfile/files/paths.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import { editIn, repairOf } from '../changes.ts';
import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import { isAnywhere, SYSTEM } from '../containers/container-writes.ts';
import { writtenPath } from '../containers/written-paths.ts';
import type { Composed } from '../contract.ts';
import { isWithin } from '../images/working-folder.ts';
import { type ContractRule, inSource } from '../rule.ts';
import type { Write } from '../../go/project.ts';

export const composeReadOnly: ContractRule = {
  id: 'compose-read-only',
  title: 'Mount what a program writes to where compose makes its file system read-only',
  severity: 'error',
  aliases: [],
  why: 'With `read_only: true` every write outside of a mount fails with “read-only file system”. `tmpfs` is enough for what may be lost when the container ends; what must stay belongs into a volume.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('read_only: «true»'),
      good: composeOf('read_only: true\ntmpfs: ["/var/cache/shop"]'),
      fixed: true,
      files: {
        ...COMPOSE_FILES,
        'main.go':
          'package main\n\nimport "os"\n\nfunc main() {\n\t_ = os.WriteFile("/var/cache/shop/prices.json", []byte("{}"), 0o600)\n}\n',
      },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const run = contract.composedOf(build);
    const { readOnly } = run?.service ?? {};
    if (!run || !readOnly) return;
    for (const [path, write] of unmountedWrites(run)) {
      const edit = run.service.addTmpfs(path);
      yield {
        sides: [
          {
            ...{ file: build.file, ...readOnly },
            message: ['`{0}` writes to `{1}`, where nothing is mounted', run.program.name, path],
          },
        ],
        related: [inSource(write, ['writes to `{0}` here', path])],
        // Temporary files are often those of large requests only.
        ...(path === '/tmp' ? { severity: 'warning' } : {}),
        repairs: repairOf(['Mount an empty folder at `{0}`', path], [editIn(build.file, edit)]),
      };
    }
  },
};

/** What the program writes to, by path, that neither the service nor its image mounts. */
function unmountedWrites({ service, image, program, given, env }: Composed): Map<string, Write> {
  const { dockerfile } = image;
  const final = dockerfile.stages.at(-1);
  const found = new Map<string, Write>();
  // Each path of VOLUME gets a volume of its own.
  if (!final || instructionsOf(dockerfile.stages, final).some(({ keyword }) => keyword === 'VOLUME')) return found;
  for (const write of program.writes) {
    if (write.commands || isAnywhere(write.path)) continue;
    const written = writtenPath(write, program, given);
    const path = written === undefined ? undefined : resolvePath(written, service.folder ?? workingFolder(dockerfile));
    if (path === undefined || SYSTEM.test(path) || service.mounts.some((mount) => isWithin(path, mount))) continue;
    if (path === '/tmp' && env('TMPDIR') !== undefined && env('TMPDIR') !== '/tmp') continue;
    if (!found.has(path)) found.set(path, write);
  }
  return found;
}
