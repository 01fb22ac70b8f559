import type { Program } from '../../go/project.ts';
import { replaceValue } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Message } from '../../words/message.ts';
import { editIn, repairOf } from '../changes.ts';
import type { ContractService } from '../contract.ts';
import { deploymentOf, serverFiles, SERVICE } from '../examples/example-files.ts';
import { mayServeGrpc } from '../routes/known-routes.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { spokenBehind } from '../ports/spoken-behind.ts';

const SPEAKING = (protocol: string) => `${SERVICE}      appProtocol: ${protocol}\n`;

export const appProtocol: ContractRule = {
  id: 'app-protocol',
  title: 'Give a Service’s port the protocol that the program speaks',
  severity: 'warning',
  aliases: [],
  why: 'Meshes, gateways and load balancers of clouds go by `appProtocol`: they speak to the pods as it says. Where the program speaks otherwise, every request that takes this way fails, while the same Service answers inside the cluster.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'service.yaml',
      bad: SPEAKING('«grpc»'),
      good: SPEAKING('http'),
      fixed: true,
      files: { ...serverFiles(':8080'), 'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080') },
    },
  ],
  about: 'service',
  *check(service: ContractService, contract) {
    const { object, file, ports } = service.facts;
    if (contract.workspace.mayBePatched(object, ['appProtocol'])) return;
    for (const field of items(at(object.manifest.root, 'spec', 'ports'))) {
      const said = at(field, 'appProtocol');
      const port = ports.find((one) => one.port.start === at(field, 'port')?.start);
      const spoken = said && port && spokenBehind(service, port);
      if (!spoken) continue;
      const { protocol, program, number, listener } = spoken;
      const asked = ASKED[textAt(said)?.toLowerCase() ?? ''];
      if (!asked || asked === protocol || (asked === 'grpc' && mayAnswerGrpc(program))) continue;
      const edit = editIn(file, replaceValue(object.file.text, said, protocol));
      const message: Message = [
        '`{0}` speaks {1} on {2}, and not {3}',
        program.name,
        NAMES[protocol],
        number,
        NAMES[asked],
      ];
      yield {
        sides: [{ file, start: said.start, end: said.end, message }],
        related: [inSource(listener, ['listens on {0} here', number])],
        repairs: repairOf(['Change to `{0}`', protocol], [edit]),
      };
    }
  },
};

/** On a port of HTTP; what serves gRPC on a port of its own does not do it on another, too. */
function mayAnswerGrpc({ libraries, listens }: Program): boolean {
  return libraries.some(mayServeGrpc) && !listens.some(({ protocol }) => protocol === 'grpc');
}

const ASKED: Readonly<Record<string, 'http' | 'https' | 'grpc' | undefined>> = {
  http: 'http',
  https: 'https',
  grpc: 'grpc',
};

const NAMES = { http: 'HTTP', https: 'HTTPS', grpc: 'gRPC' } as const;
