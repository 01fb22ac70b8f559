import type { RuntimeFile } from '../../go/project.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import { presenceOf } from '../images/copied-files.ts';
import { isAsWritten } from '../ports/effective-listener.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { isUnshared, volumeOf } from '../containers/filled-volumes.ts';
import { contextFilter } from '../builds/ignored-context.ts';
import { inSource, type ContractRule } from '../rule.ts';
import { mayDo } from '../images/run-directly.ts';
import { folderOfPattern, isWithin, mountsAround, pathInContainer } from '../images/working-folder.ts';

const IMAGE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nWORKDIR /app\nCOPY --from=build /shop /shop\nCOPY templates templates\nUSER 65532\nENTRYPOINT ["/shop"]\n';
const MOUNTED = (path: string) =>
  `${deploymentOf(`volumeMounts:\n  - name: cache\n    mountPath: ${path}`)}      volumes:\n        - name: cache\n          emptyDir: {}\n`;

export const runtimeFileNotCovered: ContractRule = {
  id: 'runtime-file-not-covered',
  title: 'Mount empty volumes beside the files that a program reads',
  severity: 'warning',
  aliases: [],
  why: 'A volume hides all that the image has at its path. An `emptyDir` that nothing else fills holds nothing when the program starts: what the Dockerfile has copied there is not found.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: MOUNTED('«/app»'),
      good: MOUNTED('/app/cache'),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport "html/template"\n\nfunc main() {\n\t_ = template.Must(template.ParseFiles("templates/index.html"))\n}\n',
        'templates/index.html': '<h1>Shop</h1>\n',
        Dockerfile: IMAGE,
      },
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { facts, image, program } = container;
    if (!program || !image || contract.workspace.mayBePatched(facts.object, ['volumeMounts', 'volumes', 'workingDir']))
      return;
    const told = new Set<Field>();
    for (const read of program.runtimeFiles) {
      const path = pathOf(read, container);
      const mount = path === undefined ? undefined : mountsAround(path, container).at(-1);
      if (path === undefined || !mount || told.has(mount) || !staysEmpty(mount, container)) continue;
      if (!isInImage(path, image, contract)) continue;
      told.add(mount);
      const place = at(mount, 'mountPath') ?? mount;
      yield {
        sides: [
          {
            ...{ file: facts.file, ...rangeOf(place) },
            message: [
              'An empty volume at `{0}` hides `{1}`, which `{2}` reads',
              textAt(place) ?? '',
              path,
              program.name,
            ],
          },
        ],
        related: [inSource(read, ['`{0}` is read here', read.path])],
      };
    }
  },
};

/** Where the program certainly looks for something that the repository has. */
function pathOf(read: RuntimeFile, container: ContractContainer): string | undefined {
  if (read.source === null || read.isTried || read.beside) return undefined;
  if (!isAsWritten(read, container.given) || !mayDo(read, container)) return undefined;
  const plain = folderOfPattern(read.path);
  return plain === undefined || plain === '' ? undefined : pathInContainer(plain, container);
}

/** Neither another container nor the program itself puts anything into what is mounted. */
function staysEmpty(mount: Field, container: ContractContainer): boolean {
  if (at(volumeOf(mount, container), 'emptyDir') === undefined || !isUnshared(mount, container)) return false;
  const folder = textAt(mount, 'mountPath')?.replace(/(?<=.)\/+$/, '');
  if (folder === undefined || at(mount, 'subPath') || at(mount, 'subPathExpr')) return false;
  const writes = container.program?.writes ?? [];
  return !writes.some(({ path }) => isWithin(pathInContainer(path, container) ?? folder, folder));
}

function isInImage(path: string, image: ContractImage, contract: Contract): boolean {
  const { list } = contract;
  return list !== undefined && presenceOf(path, image, list, contextFilter(image.file, contract)).is === 'present';
}
