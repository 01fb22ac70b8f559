import type { Authority } from './certificates.ts';
import type { Claim } from './claim.ts';
import { httpsStatus } from './https-status.ts';
import { kubernetesProgram } from './kubernetes.ts';
import type { RunningProcess } from './process.ts';
import { run, startProcess } from './process.ts';
import { addresses } from './subnets.ts';

/** The store of the API server. */
export async function startEtcd({ folder, data }: Claim, port: number, peerPort: number): Promise<RunningProcess> {
  const own = `http://127.0.0.1:${port}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return startProcess({
    command: await kubernetesProgram('etcd'),
    args: [
      `--data-dir=${data}/etcd`,
      `--listen-client-urls=${own}`,
      `--advertise-client-urls=${own}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    log: `${folder}/etcd.log`,
    ready: async () => (await fetch(`${own}/health`)).ok,
  });
}

/** What kube-apiserver is told on its command line. */
export async function apiServerArguments(
  { folder, slot }: Claim,
  authority: Authority,
  etcdPort: number,
  port: number,
): Promise<readonly string[]> {
  await run('openssl', ['genrsa', '-out', `${folder}/service-accounts.key`, '2048']);
  const proxy = await authority.issue('front-proxy');
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    // Pods reach the server here, where the node relays it; the certificate that it makes for itself names it, too.
    `--advertise-address=${addresses(slot).host}`,
    `--cert-dir=${folder}/serving`,
    `--client-ca-file=${authority.certificate}`,
    `--token-auth-file=${folder}/tokens.csv`,
    `--service-account-issuer=https://kubernetes.default.svc`,
    `--service-account-key-file=${folder}/service-accounts.key`,
    `--service-account-signing-key-file=${folder}/service-accounts.key`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    `--service-cluster-ip-range=${addresses(slot).services}`,
    '--allow-privileged',
    '--kubelet-preferred-address-types=InternalIP',
    // What lets API services run in the cluster, such as metrics.
    '--enable-aggregator-routing',
    `--requestheader-client-ca-file=${authority.certificate}`,
    '--requestheader-allowed-names=front-proxy',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${proxy.certificate}`,
    `--proxy-client-key-file=${proxy.key}`,
  ];
}

/** The controller manager or the scheduler, with rights of its own. */
export async function startHelper(
  { folder }: Claim,
  name: 'kube-controller-manager' | 'kube-scheduler',
  port: number,
  kubeconfig: string,
  more: readonly string[],
): Promise<RunningProcess> {
  return startProcess({
    command: await kubernetesProgram(name),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      '--leader-elect=false',
      '--kube-api-qps=1000',
      '--kube-api-burst=2000',
      ...more,
    ],
    log: `${folder}/${name}.log`,
    ready: async () => (await httpsStatus(`https://127.0.0.1:${port}/healthz`)) === 200,
  });
}
