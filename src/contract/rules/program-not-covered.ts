import { resolvePath } from '../../dockerfile/files/paths.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { rangeOf } from '../../lint/range.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import { isUnshared, volumeOf } from '../containers/filled-volumes.ts';
import type { ContractRule } from '../rule.ts';
import { mountsAround } from '../images/working-folder.ts';

const IMAGE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /app/shop\nUSER 65532\nENTRYPOINT ["/app/shop"]\n';
const MOUNTED = (path: string) =>
  `${deploymentOf(`volumeMounts:\n  - name: config\n    mountPath: ${path}`)}      volumes:\n        - name: config\n          configMap:\n            name: shop\n`;

export const programNotCovered: ContractRule = {
  id: 'program-not-covered',
  title: 'Mount volumes beside a program, not over it',
  severity: 'error',
  aliases: [],
  why: 'A volume hides all that the image has at its path. Where the program itself lies there, the container does not start: “no such file or directory”. A single file is mounted into a folder with `subPath`, which leaves the rest as it is.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: MOUNTED('«/app»'),
      good: MOUNTED('/app/config'),
      files: { ...serverFiles(':8080'), Dockerfile: IMAGE },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, { workspace }) {
    const { image, facts } = container;
    const binary = image?.run.binary;
    const path = binary?.value.startsWith('/') === true ? resolvePath(binary.value, '/') : undefined;
    if (!image || !binary || path === undefined || (facts.command?.[0] ?? binary.value) !== binary.value) return;
    if (workspace.mayBePatched(facts.object, ['volumeMounts', 'volumes', 'command', 'image'])) return;
    const mount = mountsAround(path, container).at(-1);
    const place = at(mount, 'mountPath');
    if (!mount || !place || textAt(place) === path || !hasNoPrograms(mount, container)) return;
    yield {
      sides: [
        {
          ...{ file: facts.file, start: place.start, end: place.end },
          message: ['A volume at `{0}` hides `{1}`, which the container starts', textAt(place) ?? '', path],
        },
      ],
      related: [{ file: image.file, ...rangeOf(binary), message: ['is what the image starts'] }],
    };
  },
};

/** What is mounted holds configuration, or is empty at first, and no other container of the pod puts something into it. */
function hasNoPrograms(mount: Field, container: ContractContainer): boolean {
  const volume = volumeOf(mount, container);
  if (['configMap', 'secret', 'downwardAPI'].some((kind) => at(volume, kind))) return true;
  const isEmpty = ['emptyDir', 'persistentVolumeClaim'].some((kind) => at(volume, kind));
  return isEmpty && isUnshared(mount, container);
}
