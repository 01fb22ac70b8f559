import { at } from '../fields.ts';
import { hostVolumes, mountsOf } from '../pods/host-mounts.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';

const SOCKET = /^(?:\/var)?\/run\/(?:docker|crio\/crio\.sock|containerd\/containerd\.sock)$|docker.sock$/;
/** The paths that kubescape knows. */
const KUBESCAPES: ReadonlySet<string> = new Set([
  '/var/run/docker.sock',
  '/var/run/docker',
  '/run/containerd/containerd.sock',
  '/var/run/crio/crio.sock',
]);

export const noRuntimeSocket = podRule({
  id: 'no-runtime-socket',
  title: 'Mount no socket of the container runtime',
  severity: 'warning',
  aliases: ['kube-linter:docker-sock', 'checkov:CKV_K8S_27', 'trivy:KSV-0006', 'kubescape:C-0074'],
  why: 'Through the socket of Docker, containerd or CRI-O a container can start others, with all rights and all of the node mounted. Read-only does not help: a socket is talked to, not written.',
  examples: [
    {
      bad: 'volumes:\n  - name: docker\n    hostPath:\n      path: «/var/run/docker.sock»\ncontainers:\n  - name: app\n    volumeMounts:\n      - name: docker\n        mountPath: /var/run/docker.sock\n',
      good: 'volumes:\n  - name: docker\n    emptyDir: {}\ncontainers:\n  - name: app\n    volumeMounts:\n      - name: docker\n        mountPath: /var/run\n',
    },
    {
      bad: 'volumes: [{ name: cri, hostPath: { path: «/run/containerd/containerd.sock», type: Socket } }]\ncontainers: [{ name: app }]\n',
      good: 'volumes: [{ name: cri, hostPath: { path: /run/systemd/notify, type: Socket } }]\ncontainers: [{ name: app }]\n',
    },
  ],
  *check({ manifest, pod }) {
    for (const { name, path, place } of hostVolumes(pod)) {
      if (!SOCKET.test(path)) continue;
      const claims: string[] = [];
      if (path === '/var/run/docker.sock') claims.push('checkov:CKV_K8S_27', 'trivy:KSV-0006');
      if (/docker.sock$/.test(path) && mountsOf(pod, name).length > 0) claims.push('kube-linter:docker-sock');
      const mountsSomething = pod.containers.some((one) => one.kind === 'container' && at(one.field, 'volumeMounts'));
      if (KUBESCAPES.has(path) && mountsSomething) claims.push('kubescape:C-0074');
      yield {
        start: place.start,
        end: place.end,
        message: ['The volume `{0}` is the socket of the container runtime', name],
        aliases: heardOf(manifest, claims),
      };
    }
  },
});
