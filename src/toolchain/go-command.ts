import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from '../processes/find-program.ts';
import { runProgram } from '../processes/run-program.ts';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';

/** The Go toolchain of the user. */
export interface GoCommand {
  /** Absolute. */
  readonly program: string;
  /** `go1.26.8`. */
  readonly version: string;
  /** What its children see of our environment. */
  readonly env: NodeJS.ProcessEnv;
}

/** How a call sees the module. */
export interface GoView {
  readonly cgo: boolean;
  readonly vendor: boolean;
  /** Whether a go.work counts. */
  readonly workspace: boolean;
}

/** Neither credentials nor settings of a build, which must not depend on who asks. */
const PASSED_ON: readonly string[] = [
  ...['PATH', 'Path', 'HOME', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'SystemRoot', 'SystemDrive'],
  ...['TMPDIR', 'TEMP', 'TMP', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'GOROOT', 'GOPATH', 'GOMODCACHE', 'GOCACHE'],
];

/** The toolchain at `program`, an absolute path or a name on `PATH`. Throws a Problem where there is none that answers. */
export async function findGo(program: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<GoCommand> {
  const found = await findProgram(program, env);
  if (found === undefined) {
    const what: Message = path.isAbsolute(program)
      ? ['There is no program `{0}`', program]
      : ['There is no `{0}` on `PATH`', program];
    throw new Problem({ kind: 'not-found', what });
  }
  const passed = Object.fromEntries(PASSED_ON.map((name) => [name, env[name]]));
  const call = { program: found, args: ['env', 'GOVERSION'], cwd: tmpdir(), env: withoutNetwork(passed) };
  const { output } = await runProgram({ ...call, limits: { milliseconds: 10_000, output: 10_000 } }, signal);
  const version = output.trim();
  if (!/^(?:go1\.|devel )/.test(version)) {
    throw new Problem({ kind: 'not-found', what: ['`{0}` is no Go toolchain', found] });
  }
  return { program: found, version, env: passed };
}

/** The environment of a call: a build for linux/amd64 that fetches nothing, neither modules nor another toolchain. */
export function goEnvironment({ env }: GoCommand, { cgo, vendor, workspace }: GoView): NodeJS.ProcessEnv {
  return {
    ...withoutNetwork(env),
    GOFLAGS: `-mod=${vendor ? 'vendor' : 'readonly'} -buildvcs=false`,
    GOOS: 'linux',
    GOARCH: 'amd64',
    CGO_ENABLED: cgo ? '1' : '0',
    ...(workspace ? {} : { GOWORK: 'off' }),
  };
}

/** The environment of programs of ours, and of their build, for this machine. */
export function buildEnvironment({ env }: GoCommand): NodeJS.ProcessEnv {
  return { ...withoutNetwork(env), GOFLAGS: '-mod=readonly -buildvcs=false', CGO_ENABLED: '0', GOWORK: 'off' };
}

/** GONOPROXY goes before GOPROXY: what GOPRIVATE names would be fetched in spite of it. */
function withoutNetwork(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    GOPROXY: 'off',
    GONOPROXY: 'none',
    GOVCS: '*:off',
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    GO111MODULE: 'on',
    GOEXPERIMENT: '',
  };
}
