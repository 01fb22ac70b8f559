import { setField } from '../../kubernetes/edit.ts';
import { at } from '../../kubernetes/fields.ts';
import { objectPlace } from '../../kubernetes/object-place.ts';
import { heardOf } from '../../kubernetes/peers/peer-kinds.ts';
import { accountOf, mountsToken } from '../../kubernetes/pods/service-accounts.ts';
import { deploymentOf, NO_TOKEN, serverFiles } from '../examples/example-files.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { tokenlessPod } from '../access/tokenless-pod.ts';

/** Peers that say it of every pod: who has them ignore it for this one means it here as well. */
const ALIASES = ['checkov:CKV_K8S_38', 'polaris:automountServiceAccountToken'];

const POD = deploymentOf('ports:\n  - containerPort: 8080').replace(NO_TOKEN, '');
const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n';

export const unusedToken: ContractRule = {
  id: 'unused-token',
  title: 'Mount no token for the API server into a pod whose programs never ask it',
  severity: 'info',
  aliases: ALIASES,
  insteadOf: ['no-service-account-token'],
  why: 'Every pod gets a token for the API server unless somebody says no; who breaks into the program finds it. Said only where the source of every program in the pod is here, and neither it nor a library that it is built from is a client of Kubernetes.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: POD.replace('name: shop', 'name: «shop»'),
      good: `${POD}${NO_TOKEN}`,
      fixed: true,
      files: { ...serverFiles(':8080'), Dockerfile: DOCKERFILE },
    },
  ],
  about: 'container',
  *check({ facts }, contract) {
    const { object, pod, file, workload, container } = facts;
    // One word for a whole pod.
    if (container !== pod.containers[0]) return;
    const { manifest } = object;
    if (!mountsToken(pod, accountOf(pod, manifest, contract.workspace)?.manifest)) return;
    const programs = tokenlessPod(object, contract);
    if (!programs) return;
    const own = at(pod.spec, 'automountServiceAccountToken');
    const { start, end } = own && own.end > own.start ? own : objectPlace(manifest);
    const edit = setField(object.file.text, pod.spec, ['automountServiceAccountToken'], false);
    const names = programs.map(({ name }) => name).join('`, `');
    yield {
      sides: [
        {
          ...{ file, start, end },
          message: [
            '{0} `{1}` mounts a token for the API server, which `{2}` never asks',
            workload.kind,
            workload.name,
            names,
          ],
        },
      ],
      aliases: heardOf(manifest, ALIASES),
      related: programs.map(({ name, main }) => inSource(main, ['`{0}` has no client for the API server', name])),
      ...(edit
        ? {
            repairs: [
              { title: ['Set `automountServiceAccountToken: false`'], safe: true, changes: [{ file, edits: [edit] }] },
            ],
          }
        : {}),
    };
  },
};
