import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { makeAuthority } from './certificates.ts';
import type { Claim, Place } from './claim.ts';
import { claim } from './claim.ts';
import { apiServerArguments, startEtcd, startHelper } from './control-plane-programs.ts';
import { httpsStatus } from './https-status.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { kubernetesProgram, kubernetesVersion } from './kubernetes.ts';
import { killStartedIn } from './leftovers.ts';
import { freePorts } from './network.ts';
import { ensureDebianPackages } from './packages.ts';
import type { RunningProcess } from './process.ts';
import { run, startProcess, waitUntil } from './process.ts';

/** A real etcd, API server, controller manager and scheduler; a node comes with startNode. */
export interface ControlPlane {
  /** With the contexts gantry-bed (may do all) and gantry-bed-forbidden (known, but may do nothing). */
  readonly kubeconfig: string;
  readonly context: string;
  readonly forbiddenContext: string;
  /** https://127.0.0.1:PORT */
  readonly server: string;
  /** Path of the PEM file that vouches for the server. */
  readonly certificateAuthority: string;
  readonly adminToken: string;
  /** For example v1.36.3. */
  readonly version: string;
  /** Names what belongs to this cluster on the machine, such as its subnets. */
  readonly slot: number;
  /** A kubeconfig for another user, who may do only what RBAC is told; its path. `at` is another way to the server. */
  readonly userKubeconfig: (name: string, groups?: readonly string[], at?: string) => Promise<string>;
  /** Runs kubectl as the administrator; its standard output. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** As a crash: connections break, and the address refuses until startApiServer(). */
  readonly killApiServer: () => Promise<void>;
  /** Again at the same address, with everything it held. */
  readonly startApiServer: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const CONTEXT = 'gantry-bed';
const FORBIDDEN = 'gantry-bed-forbidden';

/** Starts a control plane of its own on free ports of loopback (3 s once the programs are built); needs no root. */
export async function startControlPlane(): Promise<ControlPlane> {
  await ensureDebianPackages(['openssl']);
  for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] as const) {
    await kubernetesProgram(name);
  }
  const place = await claim('cluster', sweep);
  const processes: RunningProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const one of processes.reverse()) await one.stop();
    await place.release();
  };
  try {
    return await launch(place, processes, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function launch(place: Claim, processes: RunningProcess[], stop: () => Promise<void>): Promise<ControlPlane> {
  const { folder, slot } = place;
  const [etcdPort = 0, peerPort = 0, port = 0, managerPort = 0, schedulerPort = 0] = await freePorts(5);
  const server = `https://127.0.0.1:${port}`;
  const authority = await makeAuthority(folder);
  const etcd = startEtcd(place, etcdPort, peerPort);
  const adminToken = randomBytes(16).toString('hex');
  const forbiddenToken = randomBytes(16).toString('hex');
  await writeFile(
    `${folder}/tokens.csv`,
    [`${adminToken},gantry-admin,1,"system:masters"`, `${forbiddenToken},gantry-forbidden,2`].join('\n'),
    { mode: 0o600 },
  );
  const args = await apiServerArguments(place, authority, etcdPort, port);
  const startApiServer = async (): Promise<RunningProcess> =>
    startProcess({
      command: await kubernetesProgram('kube-apiserver'),
      args,
      log: `${folder}/kube-apiserver.log`,
      ready: async () => (await httpsStatus(`${server}/readyz`, adminToken)) === 200,
    });
  processes.push(await etcd);
  let running = await startApiServer();
  processes.push({ ...running, stop: () => running.stop() });

  const certificateAuthority = `${folder}/serving/apiserver.crt`;
  const admin = await writeKubeconfig(`${folder}/admin.kubeconfig`, {
    server,
    authority: certificateAuthority,
    contexts: [
      { name: CONTEXT, credentials: { token: adminToken } },
      { name: FORBIDDEN, credentials: { token: forbiddenToken } },
    ],
  });
  const userKubeconfig = async (name: string, groups: readonly string[] = [], at = server): Promise<string> =>
    writeKubeconfig(`${folder}/${name.replaceAll(/[^\w.-]/g, '-')}.kubeconfig`, {
      server: at,
      authority: certificateAuthority,
      contexts: [{ name: CONTEXT, credentials: await authority.issue(name, groups) }],
    });
  const helpers = [
    startHelper(place, 'kube-controller-manager', managerPort, await userKubeconfig('system:kube-controller-manager'), [
      `--root-ca-file=${certificateAuthority}`,
      `--service-account-private-key-file=${folder}/service-accounts.key`,
      `--cluster-signing-cert-file=${authority.certificate}`,
      `--cluster-signing-key-file=${authority.key}`,
      '--use-service-account-credentials',
    ]),
    startHelper(place, 'kube-scheduler', schedulerPort, await userKubeconfig('system:kube-scheduler'), []),
  ];
  for (const helper of await Promise.all(helpers)) processes.push(helper);
  // Pods cannot be made before the controller manager has made this account.
  await waitUntil(
    async () => (await httpsStatus(`${server}/api/v1/namespaces/default/serviceaccounts/default`, adminToken)) === 200,
    30,
  );
  const kubectl = await kubernetesProgram('kubectl');
  return {
    kubeconfig: admin,
    context: CONTEXT,
    forbiddenContext: FORBIDDEN,
    server,
    certificateAuthority,
    adminToken,
    version: await kubernetesVersion(),
    slot,
    userKubeconfig,
    kubectl: (args, input = '') => run(kubectl, ['--kubeconfig', admin, ...args], { input }),
    killApiServer: () => running.kill(),
    startApiServer: async () => {
      running = await startApiServer();
    },
    stop,
  };
}

async function sweep({ folder, data }: Place): Promise<void> {
  await killStartedIn(folder);
  await rm(data, { recursive: true, force: true });
}
