import { hostVolumes, mountsOf } from '../pods/host-mounts.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';

const SENSITIVE = /^\/(?:|boot|dev|etc|lib|proc|sys|usr|var\/lib\/docker)$/;

export const noSensitiveHostMounts = podRule({
  id: 'no-sensitive-host-mounts',
  title: 'Mount no system folder of the node',
  severity: 'warning',
  aliases: ['kube-linter:sensitive-host-mounts', 'trivy:KSV-0121'],
  why: 'Whoever reads `/etc` of a node has its keys; whoever writes `/`, `/dev` or `/lib` owns it, and with it the secrets of all its pods.',
  examples: [
    {
      bad: 'volumes:\n  - name: host\n    hostPath:\n      path: «/etc»\ncontainers:\n  - name: app\n    volumeMounts:\n      - name: host\n        mountPath: /host\n',
      good: 'volumes:\n  - name: host\n    hostPath:\n      path: /etc/ssl/certs\ncontainers:\n  - name: app\n    volumeMounts:\n      - name: host\n        mountPath: /host\n',
    },
    {
      bad: 'volumes: [{ name: root, hostPath: { path: «/», type: Directory } }]\ncontainers:\n  - name: app\n    volumeMounts: [{ name: root, mountPath: /node }]\n',
      good: 'volumes: [{ name: root, emptyDir: {} }]\ncontainers:\n  - name: app\n    volumeMounts: [{ name: root, mountPath: /node }]\n',
    },
  ],
  *check({ manifest, pod }) {
    for (const { name, path, place } of hostVolumes(pod)) {
      if (!SENSITIVE.test(path)) continue;
      const [first] = mountsOf(pod, name);
      const claims = ['trivy:KSV-0121'];
      if (first && path !== '/var/lib/docker') claims.push('kube-linter:sensitive-host-mounts');
      yield {
        start: place.start,
        end: place.end,
        message: first
          ? ['`{0}` mounts `{1}` of the node', first.container.name, path]
          : ['The volume `{0}` is `{1}` of the node', name, path],
        aliases: heardOf(manifest, claims),
      };
    }
  },
});
