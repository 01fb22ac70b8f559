import { binaryOf } from './program-name.ts';
import { say } from '../words/message.ts';
import { withoutGlob } from './file-use/file-paths.ts';
import { inFolder } from './paths.ts';
import type { GoProject, Place, Program } from './project.ts';

/** The project as `gantry analyze --format json` prints it (contracts.md): lines instead of offsets, a certainty on every fact. */
export function toContractJson({ modules, programs, errors, toolchain }: GoProject): object {
  return {
    modules: modules.map(({ dir, module, go, toolchain, vendor, replaces, workspace, tools, retracts }) => ({
      dir,
      module,
      go,
      toolchain,
      vendor,
      replaces: replaces.map(({ path, dir: by, written }) => ({ path, dir: by, written })),
      workspace,
      tools: [...tools],
      retracts: [...retracts],
      certainty: 'known',
      file: inFolder(dir, 'go.mod'),
    })),
    programs: programs.map(programJson),
    errors: errors.map(({ file, message }) => ({ file, message: say(message) })),
    toolchain: { version: toolchain.version, because: toolchain.because && say(toolchain.because) },
  };
}

function programJson(program: Program): object {
  const { cgo, embeds, commands = [] } = program;
  return {
    package: program.package,
    moduleDir: program.moduleDir,
    name: binaryOf(program),
    resolvedBy: program.resolvedBy,
    kind: program.kind,
    main: at(program.main),
    command: program.command && {
      args: [...program.command.args],
      certainty: program.command.certainty,
      ...at(program.command),
    },
    ...runJson(program),
    cgo: {
      needed: cgo.needed,
      because: cgo.because,
      certainty: cgo.certainty,
      libraries: [...(cgo.libraries ?? [])],
      ...(cgo.place && at(cgo.place)),
    },
    embeds: [...embeds],
    versionVariables: program.versionVariables.map(({ name, holds, ...place }) => ({ name, holds, ...at(place) })),
    frontEnds: program.frontEnds.map(({ folder, output, manager, script, ...place }) => ({
      folder,
      output,
      manager,
      script,
      ...at(place),
    })),
    commands: commands.map((one) => ({ args: [...(one.command?.args ?? [])], kind: one.kind, ...runJson(one) })),
  };
}

/** What a program does when it runs. */
function runJson(program: Program): object {
  const { listens, routes, health, metrics, env, runtimeFiles, writes, shutdown, profiles } = program;
  const [pprof] = profiles;
  return {
    listens: listens.map(({ port, protocol, bind, configuredBy, certainty, ...place }) => ({
      port,
      protocol,
      bind,
      configuredBy: [...configuredBy],
      certainty,
      ...at(place),
    })),
    routes: routes.map(({ method, path, certainty, ...place }) => ({ method, path, certainty, ...at(place) })),
    health: health.map(({ path, protocol, port, purpose, certainty, ...place }) => ({
      path,
      protocol,
      port,
      purpose,
      certainty,
      ...at(place),
    })),
    metrics: metrics && { path: metrics.path, port: metrics.port, certainty: metrics.certainty, ...at(metrics) },
    env: env.map(({ name, secret, required, default: fallback, certainty, ...place }) => ({
      name,
      secret,
      required,
      default: fallback,
      certainty,
      ...at(place),
    })),
    runtimeFiles: runtimeFiles.map(({ path, source, certainty, ...place }) => ({
      path,
      source: source === undefined ? path : source,
      // Of a pattern, where what it matches lies.
      folder: withoutGlob(path) === path ? null : withoutGlob(path),
      certainty,
      ...at(place),
    })),
    writes: writes.map(({ path, folder, certainty, ...place }) => ({
      path,
      folder: folder ?? path,
      certainty,
      ...at(place),
    })),
    outboundTls: program.outboundTls,
    timezones: program.timezones,
    userLookups: program.userLookups,
    processes: program.processes.map(({ command, certainty, ...place }) => ({ command, certainty, ...at(place) })),
    pprof: pprof ? { path: pprof.path, port: pprof.port, certainty: pprof.certainty, ...at(pprof) } : null,
    runtimeLimits: {
      memory: program.runtimeLimits.memory && at(program.runtimeLimits.memory),
      processors: program.runtimeLimits.processors && at(program.runtimeLimits.processors),
    },
    shutdown: {
      signals: [...shutdown.signals],
      graceful: shutdown.graceful,
      timeoutSeconds: shutdown.timeoutSeconds,
      certainty: shutdown.certainty,
      ...(shutdown.place && at(shutdown.place)),
    },
  };
}

function at({ file, line }: Place): { file: string; line: number } {
  return { file, line };
}
