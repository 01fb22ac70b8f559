import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Place, Program, RuntimeFile } from '../../go/project.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import { presenceOf } from '../images/copied-files.ts';
import { type LedAway, ledAwayTo } from '../images/led-away.ts';
import { type MisplacedCopy, misplacedCopy } from '../images/misplaced-copy.ts';
import { isAsWritten } from '../ports/effective-listener.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type Fault, type FilePlace, sideIn } from '../fault.ts';
import { contextFilter } from '../builds/ignored-context.ts';
import { getsVariables } from '../containers/injected.ts';
import type { ContractRule } from '../rule.ts';
import { argumentWords, isRunDirectly, mayDo, runsWhatIsKnown } from '../images/run-directly.ts';
import { mayBeMounted } from '../configuration/mounted-keys.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import { folderOfPattern, pathInContainer } from '../images/working-folder.ts';

const MOUNTED = (path: string) =>
  `${deploymentOf(`volumeMounts:\n  - name: rates\n    mountPath: ${path}`)}      volumes:\n        - name: rates\n          configMap:\n            name: rates\n`;

export const demandedFileProvided: ContractRule = {
  id: 'demanded-file-provided',
  title: 'Mount or copy the files without which a program does not start',
  severity: 'warning',
  aliases: [],
  why: 'The source opens this file by a fixed path, or by the default of a setting that nothing sets, and ends with an error without it. The image does not have it, and the container mounts nothing there, or a ConfigMap without such a key. So it is with what the program reads in its working folder when the container runs it in another (`workingDir`). Said only where all that the image is made of can be seen.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: MOUNTED('/etc/prices').replace('- name: shop\n          image', '- name: «shop»\n          image'),
      good: MOUNTED('/etc/shop'),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport (\n\t"log"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\trates, err := os.ReadFile("/etc/shop/rates.json")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tprintln(len(rates))\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    const { program, image, facts } = container;
    if (!program || !image || !isRunDirectly(container)) return;
    const isServing = runsWhatIsKnown(container, program);
    if (contract.workspace.mayBePatched(facts.object, ['volumeMounts', 'volumes', 'workingDir'])) return;
    yield* namedConfiguration(container, program, image, contract);
    for (const read of program.runtimeFiles) {
      const isRead = read.commands ? mayDo(read, container) : isServing;
      const moved = movedFrom(read, container, image, contract);
      const path = (read.isDemanded || moved) && isRead ? lacking(read, container, image, contract) : undefined;
      if (path === undefined) continue;
      const led = moved ? undefined : ledTo(path, read, container, image, contract);
      const isNamed = moved !== undefined || led !== undefined || namedIn(container, path) !== undefined;
      const misplaced = isNamed || !contract.list ? undefined : misplacedCopy(path, image, contract.list);
      yield withCause(fault(container, program, path, read, moved, led), misplaced);
    }
  },
};

/** A COPY to another place is what is most likely wrong. */
function withCause({ sides, ...rest }: Fault, misplaced: MisplacedCopy | undefined): Fault {
  return misplaced ? { ...rest, sides: [misplaced.side, ...sides], repairs: [misplaced.repair] } : { ...rest, sides };
}

/** The configuration file that an argument names. */
function* namedConfiguration(
  container: ContractContainer,
  program: Program,
  image: ContractImage,
  contract: Contract,
): Iterable<Fault> {
  for (const by of program.configurationBy ?? []) {
    const flag = program.flags?.all.find(({ name }) => by === `flag:${name}`);
    const path = flag && container.given(by);
    if (!path || !/^\/[\w./-]+$/.test(path) || !namedIn(container, path)) continue;
    if (!isAbsent(path, container, image, contract)) continue;
    yield fault(
      container,
      program,
      path,
      flag,
      undefined,
      ledTo(path, { configuredBy: [by] }, container, image, contract),
    );
  }
}

function fault(
  container: ContractContainer,
  { name }: Program,
  path: string,
  read: Place,
  moved: FilePlace | undefined,
  led: LedAway | undefined,
): Fault {
  const { facts } = container;
  const at = moved ?? namedIn(container, path) ?? led?.place;
  return {
    sides: [
      {
        ...(at ? { file: at.file, start: at.start, end: at.end } : { file: facts.file, ...facts.at }),
        message: ['`{0}` reads `{1}`, which the image does not have and no volume brings', name, path],
      },
      sideIn(read, ['{0} `{1}` has no `{2}`', facts.workload.kind, facts.workload.name, path]),
    ],
    ...(led && led.repairs.length > 0 ? { repairs: led.repairs } : {}),
  };
}

/** The setting that leads there, and where the image has it instead. */
function ledTo(
  path: string,
  { configuredBy }: Pick<RuntimeFile, 'configuredBy'>,
  container: ContractContainer,
  image: ContractImage,
  { list }: Contract,
): LedAway | undefined {
  const isThere = (one: string) => list !== undefined && presenceOf(one, image, list, undefined).is === 'present';
  return ledAwayTo(path, configuredBy, container, isThere);
}

/** The folder that a container works in, where the image has what its program reads in its own. */
function movedFrom(read: RuntimeFile, { facts, given }: ContractContainer, image: ContractImage, { list }: Contract) {
  const own = at(facts.container.field, 'workingDir');
  if (!own || read.isTried) return undefined;
  const home = workingFolder(image.dockerfile);
  const written = isAsWritten(read, given) ? folderOfPattern(read.path) : undefined;
  if (home === undefined || written === undefined || written.startsWith('/')) return undefined;
  const path = resolvePath(written, home);
  const isThere = list && path !== undefined && presenceOf(path, image, list, undefined).is === 'present';
  return isThere ? { file: facts.file, start: own.start, end: own.end } : undefined;
}

/** The argument that names a path. */
function namedIn(container: ContractContainer, path: string) {
  const word = argumentWords(container)?.find(({ value }) => value === path || value.endsWith(`=${path}`));
  return word && { file: word.file, start: word.start, end: word.end };
}

/** The one path from the root that arguments or variables name in the place of the default. */
function givenPath({ configuredBy = [], certainty }: RuntimeFile, { given }: ContractContainer): string | undefined {
  const [path, other] = new Set(configuredBy.map(given).filter((value) => value !== undefined));
  const isPath = typeof path === 'string' && /^\/[\w./-]+$/.test(path);
  return certainty === 'default' && isPath && other === undefined ? path : undefined;
}

/** The path of a file that is certainly not there. */
function lacking(
  read: RuntimeFile,
  container: ContractContainer,
  image: ContractImage,
  contract: Contract,
): string | undefined {
  const written = isAsWritten(read, container.given) ? folderOfPattern(read.path) : givenPath(read, container);
  if (read.beside === true || written === undefined || /[~]|\.\./.test(written)) return undefined;
  const path = pathInContainer(written, container);
  return path !== undefined && isAbsent(path, container, image, contract) ? path : undefined;
}

function isAbsent(path: string, container: ContractContainer, image: ContractImage, contract: Contract): boolean {
  const { list } = contract;
  // Who injects variables may bring files, too.
  if (!list || mayBeMounted(path, container, contract) || getsVariables(container.facts)) return false;
  return presenceOf(path, image, list, contextFilter(image.file, contract)).is === 'absent';
}
