import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Claim, Place } from './claim.ts';
import { claim } from './claim.ts';
import { makeCgroup, removeCgroup } from './cgroups.ts';
import { killStartedIn } from './leftovers.ts';
import { removeInterface } from './network.ts';
import type { ProcessOptions, RunningProcess } from './process.ts';
import { run, startProcess } from './process.ts';
import type { Addresses } from './subnets.ts';

/**
 * A machine inside this one: network, mounts and processes of its own, /run, /var/lib and /var/log of its own, and the
 * programs of this one. All of it hangs on one process and vanishes with it, however the tests end.
 */
export interface Machine {
  /** Short-lived files; the same path inside and outside. */
  readonly folder: string;
  /** For --cgroup-root and the like. */
  readonly cgroup: string;
  /** Runs a command in it to its end. */
  readonly run: (command: string, args: readonly string[]) => Promise<string>;
  /** Starts a process in it that lives until the machine is stopped. */
  readonly start: (
    options: Pick<ProcessOptions, 'command' | 'args' | 'log' | 'ready' | 'deadline'>,
  ) => Promise<RunningProcess>;
  readonly stop: () => Promise<void>;
}

/** What the kubelet sets to its liking; the machine has only one kernel, so that it gets copies to write to. */
const KERNEL_SETTINGS = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

/** Boots one, cabled to this machine with the first two of the addresses; pods and services are routed through it. */
export async function startMachine(network: Addresses): Promise<Machine> {
  const place = await claim('machine', sweep);
  const { folder, data, slot } = place;
  try {
    await rm(data, { recursive: true, force: true });
    for (const own of [`${folder}/run/gantry-bed`, `${data}/lib`, `${data}/log`]) await mkdir(own, { recursive: true });
    makeCgroup(cgroupOf(slot));
    const first = await boot(place);
    const inside = ['--target', String(first), '--net', '--mount', '--pid'];
    const enter = (command: string, args: readonly string[]): readonly string[] => [...inside, '--', command, ...args];
    const runInside = (command: string, args: readonly string[]): Promise<string> =>
      run('nsenter', enter(command, args));
    await mount(place, runInside);
    await cable(interfaceOf(slot), first, network, runInside);
    return {
      folder,
      cgroup: cgroupOf(slot),
      run: runInside,
      start: ({ command, args, ...rest }) => startProcess({ ...rest, command: 'nsenter', args: enter(command, args) }),
      stop: async () => {
        await place.release();
        await rm(data, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await place.release();
    throw error;
  }
}

/** The process on which all hangs, as this machine numbers it; in there it is 1 and adopts what others leave. */
async function boot({ folder }: Claim): Promise<number> {
  const own = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  // Ignoring CHLD makes the kernel bury the dead.
  const idle = ['env', '--ignore-signal=CHLD', 'sleep', 'infinity'];
  let first: number | undefined;
  const outer = await startProcess({
    command: 'unshare',
    args: [...own, ...idle],
    log: `${folder}/machine.log`,
    deathSignal: 'KILL',
    ready: (pid) => {
      first = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() || Number.NaN);
      return Promise.resolve(readFileSync(`/proc/${first}/comm`, 'utf8').trim() === 'sleep');
    },
  });
  if (first === undefined) throw new Error(`process ${outer.pid} has no child`);
  return first;
}

async function mount({ folder, data }: Claim, inside: Machine['run']): Promise<void> {
  const settings = path.join(folder, 'settings');
  await mkdir(settings);
  for (const name of KERNEL_SETTINGS) {
    const copy = path.join(settings, name.replaceAll('/', '.'));
    await writeFile(copy, readFileSync(`/proc/sys/${name}`));
    await inside('mount', ['--bind', copy, `/proc/sys/${name}`]);
  }
  await inside('mount', ['--bind', `${data}/lib`, '/var/lib']);
  await inside('mount', ['--bind', `${data}/log`, '/var/log']);
  // The bed's own folder stays visible under the new /run.
  await inside('mount', ['--bind', path.dirname(folder), `${folder}/run/gantry-bed`]);
  await inside('mount', ['--rbind', `${folder}/run`, '/run']);
}

async function cable(name: string, first: number, network: Addresses, inside: Machine['run']): Promise<void> {
  await run('ip', ['link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(first)]);
  await run('ip', ['address', 'add', `${network.host}/30`, 'dev', name]);
  await run('ip', ['link', 'set', name, 'up']);
  await inside('ip', ['link', 'set', 'lo', 'up']);
  await inside('ip', ['address', 'add', `${network.node}/30`, 'dev', 'eth0']);
  await inside('ip', ['link', 'set', 'eth0', 'up']);
  await inside('ip', ['route', 'add', 'default', 'via', network.host]);
  for (const subnet of [network.pods, network.services]) await run('ip', ['route', 'add', subnet, 'via', network.node]);
  await inside('sh', ['-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
}

async function sweep({ slot, folder }: Place): Promise<void> {
  await killStartedIn(folder);
  await removeCgroup(cgroupOf(slot));
  await removeInterface(interfaceOf(slot));
}

function interfaceOf(slot: number): string {
  return `gantry-n${slot}`;
}

function cgroupOf(slot: number): string {
  return `gantry-node-${slot}`;
}
