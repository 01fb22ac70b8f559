import { claimTemplates, mountFaults } from '../admission/mounts.ts';
import { podAdmission } from '../admission/rule.ts';

export const validVolumeMounts = podAdmission({
  id: 'valid-volume-mounts',
  title: 'Mount volumes that the pod has, each at a path of its own',
  exampleOf: 'pod',
  why: 'The API server refuses a pod that mounts a volume it does not have, or two volumes at one path.',
  examples: [
    {
      bad: 'containers:\n  - name: web\n    image: web:1\n    volumeMounts:\n      - { name: «confg», mountPath: /etc/web }\nvolumes:\n  - name: config\n    configMap: { name: web }\n',
      good: 'containers:\n  - name: web\n    image: web:1\n    volumeMounts:\n      - { name: config, mountPath: /etc/web }\nvolumes:\n  - name: config\n    configMap: { name: web }\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: web\n    image: web:1\n    volumeMounts:\n      - { name: a, mountPath: /data }\n      - { name: b, mountPath: «/data» }\nvolumes:\n  - { name: a, emptyDir: {} }\n  - { name: b, emptyDir: {} }\n',
      good: 'containers:\n  - name: web\n    image: web:1\n    volumeMounts:\n      - { name: a, mountPath: /data/a }\n      - { name: b, mountPath: /data/b }\nvolumes:\n  - { name: a, emptyDir: {} }\n  - { name: b, emptyDir: {} }\n',
    },
  ],
  check: (pod, { manifest }) =>
    mountFaults(pod, manifest.kind === 'StatefulSet' ? claimTemplates(manifest.root) : NONE),
});

const NONE: ReadonlySet<string> = new Set();
