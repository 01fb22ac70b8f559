import { claimTemplates } from '../admission/mounts.ts';
import { podAdmission } from '../admission/rule.ts';
import { volumeFaults } from '../admission/volumes.ts';

export const validVolumes = podAdmission({
  id: 'valid-volumes',
  title: 'Give each volume one source',
  exampleOf: 'pod',
  why: 'The API server refuses two volumes of one name, a volume with two sources, and sources that lack what they need. One without source it takes for an empty directory, which is rarely what was meant.',
  examples: [
    {
      bad: 'containers: [{ name: web, image: "web:1" }]\nvolumes:\n  - name: config\n    configMap: { name: web }\n    «secret»: { secretName: web }\n',
      good: 'containers: [{ name: web, image: "web:1" }]\nvolumes:\n  - name: config\n    configMap: { name: web }\n',
    },
    {
      bad: 'containers: [{ name: web, image: "web:1" }]\nvolumes:\n  - name: «data»\n',
      good: 'containers: [{ name: web, image: "web:1" }]\nvolumes:\n  - name: data\n    emptyDir: {}\n',
    },
  ],
  check: (pod, { manifest }) =>
    volumeFaults(pod, manifest.kind === 'StatefulSet' ? claimTemplates(manifest.root) : NONE),
});

const NONE: ReadonlySet<string> = new Set();
