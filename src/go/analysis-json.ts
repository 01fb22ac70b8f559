import { inFolder } from './paths.ts';
import type { GoProject, Place, Program } from './project.ts';

/** The project as `gantry analyze --format json` prints it (contracts.md): lines instead of offsets, a certainty on every fact. */
export function toContractJson({ modules, programs, errors }: GoProject): object {
  return {
    modules: modules.map(({ dir, module, go, toolchain, vendor }) => ({
      dir,
      module,
      go,
      toolchain,
      vendor,
      certainty: 'known',
      file: inFolder(dir, 'go.mod'),
    })),
    programs: programs.map(programJson),
    errors: errors.map(({ file, message }) => ({ file, message })),
  };
}

function programJson(program: Program): object {
  const { listens, routes, health, metrics, env, cgo, embeds, runtimeFiles, writes, shutdown } = program;
  return {
    package: program.package,
    moduleDir: program.moduleDir,
    name: program.name,
    kind: program.kind,
    main: at(program.main),
    listens: listens.map(({ port, protocol, bind, configuredBy, certainty, ...place }) => ({
      port,
      protocol,
      bind,
      configuredBy: [...configuredBy],
      certainty,
      ...at(place),
    })),
    routes: routes.map(({ method, path, certainty, ...place }) => ({ method, path, certainty, ...at(place) })),
    health: health.map(({ path, port, purpose, certainty, ...place }) => ({
      path,
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
    cgo: { needed: cgo.needed, because: cgo.because, certainty: cgo.certainty },
    embeds: [...embeds],
    runtimeFiles: runtimeFiles.map(({ path, certainty, ...place }) => ({ path, certainty, ...at(place) })),
    writes: writes.map(({ path, certainty, ...place }) => ({ path, certainty, ...at(place) })),
    outboundTls: program.outboundTls,
    timezones: program.timezones,
    shutdown: {
      signals: [...shutdown.signals],
      graceful: shutdown.graceful,
      certainty: shutdown.certainty,
      ...(shutdown.place && at(shutdown.place)),
    },
  };
}

function at({ file, line }: Place): { file: string; line: number } {
  return { file, line };
}
