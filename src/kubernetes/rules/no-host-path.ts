import { heardOf } from '../peers/peer-kinds.ts';
import { hostVolumes } from '../pods/host-mounts.ts';
import { restrictedVolumes } from '../pod-security/volumes.ts';
import { podRule } from '../rule-kinds.ts';

export const noHostPath = podRule({
  id: 'no-host-path',
  title: 'Mount nothing of the node',
  severity: 'info',
  aliases: [
    'polaris:hostPathSet',
    'trivy:KSV-0023',
    'psa:hostPathVolumes',
    'psa:restrictedVolumes',
    'kubescape:C-0048',
  ],
  why: 'A `hostPath` ties the pod to what happens to lie on a node, shares it with every other pod that mounts it, and is the usual way out of a container. Agents of the node need it; a service uses `emptyDir`, a PersistentVolumeClaim, a ConfigMap or a Secret.',
  examples: [
    {
      bad: 'volumes:\n  - name: logs\n    hostPath:\n      path: «/srv/logs»\ncontainers:\n  - name: app\n',
      good: 'volumes:\n  - name: logs\n    emptyDir: {}\ncontainers:\n  - name: app\n',
    },
    {
      bad: 'volumes: [{ name: logs, hostPath: «{}» }]\ncontainers:\n  - name: app\n',
      good: 'volumes: [{ name: logs, persistentVolumeClaim: { claimName: logs } }]\ncontainers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod, workspace: { target } }) {
    const volumes = hostVolumes(pod);
    if (volumes.length === 0) return;
    const restricted = restrictedVolumes.violations(pod, target);
    for (const { name, hostPath, path, place } of volumes) {
      const claims = ['polaris:hostPathSet', 'trivy:KSV-0023', 'psa:hostPathVolumes'];
      if (path !== '') claims.push('kubescape:C-0048');
      if (restricted.some(({ field }) => field === hostPath)) claims.push('psa:restrictedVolumes');
      yield {
        start: place.start,
        end: place.end,
        message: ['The volume `{0}` is `{1}` of the node', name, path],
        aliases: heardOf(manifest, claims),
      };
    }
  },
});
