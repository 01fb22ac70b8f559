import { podFaults } from '../admission/containers.ts';
import { podNetworkFaults } from '../admission/pod-network.ts';
import { podAdmission } from '../admission/rule.ts';

export const validPod = podAdmission({
  id: 'valid-pod',
  title: 'Set fields of the pod to what they can be',
  exampleOf: 'pod',
  why: 'The API server refuses pods with names of others (service account, node, priority class) that cannot be, unknown policies, and name servers or host aliases that are no addresses.',
  examples: [
    {
      bad: 'containers: [{ name: web, image: "web:1" }]\nserviceAccountName: «Web_Server»\n',
      good: 'containers: [{ name: web, image: "web:1" }]\nserviceAccountName: web-server\n',
    },
    {
      bad: 'containers: [{ name: web, image: "web:1" }]\ndnsPolicy: «None»\n',
      good: 'containers: [{ name: web, image: "web:1" }]\ndnsPolicy: None\ndnsConfig: { nameservers: [10.0.0.10] }\n',
    },
  ],
  *check(pod, { manifest, workspace }) {
    yield* podFaults(pod, manifest.kind, workspace.target);
    yield* podNetworkFaults(pod.spec, workspace.target);
  },
});
