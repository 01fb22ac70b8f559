import { deploymentOf } from '../examples/example-files.ts';
import { sideIn } from '../fault.ts';
import { insertGracefulShutdown } from '../go-edits/graceful-shutdown.ts';
import type { ContractRule } from '../rule.ts';
import { ABRUPT_FILES, gracefulFiles } from '../examples/shutdown-examples.ts';

const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n';
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 8080\n';

export const gracefulShutdown: ContractRule = {
  id: 'graceful-shutdown',
  title: 'Let requests finish when the pod stops',
  severity: 'info',
  aliases: [],
  why: 'Every rollout, and every node that is drained, stops pods by SIGTERM. A Go program that does not wait for it ends at once: the requests that a Service has just sent it are cut off.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'main.go',
      bad: (ABRUPT_FILES['main.go'] ?? '').replace('func main() {', 'func «main»() {'),
      good: gracefulFiles(10)['main.go'] ?? '',
      files: {
        ...ABRUPT_FILES,
        'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
        'service.yaml': SERVICE,
        Dockerfile: DOCKERFILE,
      },
    },
  ],
  about: 'container',
  *check({ program, facts, listeners, image }, { workspace, sourceOf }) {
    // What an image from elsewhere starts first may wait for the requests in the program's place.
    if (!program || program.kind !== 'server' || !image) return;
    if (program.shutdown.graceful !== false || program.shutdown.certainty !== 'known') return;
    const serving = listeners.filter(({ listener }) => /^https?$/.test(listener.protocol ?? ''));
    const [service] = workspace.selecting('Service', facts.object).objects;
    if (serving.length === 0 || !service) return;
    const text = sourceOf(program.main.file);
    const [only, second] = program.listens;
    const edits = text !== undefined && only && !second ? insertGracefulShutdown(text, program, only) : null;
    const name = service.manifest;
    yield {
      sides: [
        sideIn(program.shutdown.place ?? program.main, [
          program.shutdown.signals.includes('SIGTERM')
            ? '`{0}` waits for SIGTERM, but not for the requests that it is answering: they are lost'
            : '`{0}` ends at once at SIGTERM: requests that it is answering are lost',
          program.name,
        ]),
      ],
      related: [
        {
          file: service.file.file,
          start: name.start,
          end: name.end,
          message: ['Service `{0}` sends requests to it', name.name],
        },
      ],
      ...(edits
        ? { repairs: [{ title: ['Insert graceful shutdown'], changes: [{ file: program.main.file, edits }] }] }
        : {}),
    };
  },
};
