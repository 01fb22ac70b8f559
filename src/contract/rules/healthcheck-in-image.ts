import { effective } from '../../dockerfile/stages/effective.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { Located } from '../containers/containers.ts';
import { serverFiles } from '../examples/example-files.ts';
import { runsProgram } from '../images/image-run.ts';
import { healthFaults } from '../images/health-request.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (check: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM gcr.io/distroless/static-debian13\nCOPY --from=build /shop /shop\nHEALTHCHECK CMD ${check}\nUSER 65532\nENTRYPOINT ["/shop"]\n`;

export const healthcheckInImage: ContractRule = {
  id: 'healthcheck-in-image',
  title: 'Check health with what the image has, for what the program serves',
  severity: 'warning',
  aliases: [],
  why: 'HEALTHCHECK runs inside the container: its shell form needs a shell, and `curl` or `wget` must be in the image; `scratch` and distroless have none of them. It asks the ports that the program listens on, for a path that it serves. Otherwise the container is never healthy, and what waits for it never starts. Kubernetes passes over HEALTHCHECK; Docker, compose and Swarm do not.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«curl -f http://localhost:8080/healthz»'),
      good: IMAGE('["/shop", "health"]'),
      files: serverFiles(':8080'),
    },
  ],
  about: 'image',
  *check(image) {
    const { file, dockerfile, run, program, listeners, given } = image;
    const final = dockerfile.stages.at(-1);
    if (!final || !program || !runsProgram(run)) return;
    const check = effective(instructionsOf(dockerfile.stages, final), 'HEALTHCHECK')?.inner;
    if (!check) return;
    const [first, last] = [check.words[0], check.words.at(-1)];
    const script: Located<string>[] =
      first && last ? [{ value: check.rest.text, start: first.start, end: last.end }] : [];
    const words = check.json ?? script;
    yield* healthFaults(file, { words, isScript: check.json === null, image, program, listeners, given });
  },
};
