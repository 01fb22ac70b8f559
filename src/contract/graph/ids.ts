import type { Program } from '../../go/project.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { namespaceOf } from '../containers/manifest-facts.ts';

/** Ids are made from kind, file and names, so that they outlive every edit that leaves those. */
export function programId({ moduleDir, package: path }: Program): string {
  return `program:${moduleDir === '.' ? '' : `${moduleDir}:`}${path}`;
}

export function listenerId(program: Program, { port, protocol, configuredBy }: Program['listens'][number]): string {
  const where = port ?? `?${configuredBy.join(',')}`;
  return `listener:${programId(program)}:${where}${protocol === 'udp' ? '/udp' : ''}`;
}

export function routeId(program: Program, method: string | null, path: string): string {
  return `route:${programId(program)}:${method === null ? '' : `${method} `}${path}`;
}

export function variableId(program: Program, name: string): string {
  return `variable:${programId(program)}:${name}`;
}

export function imageId(file: string): string {
  return `image:${file}`;
}

/** `folder`: of the kustomization. */
export function overlayId(folder: string): string {
  return `overlay:${folder}`;
}

/** Of any object: `service:deploy/service.yaml:default/shop`. */
export function objectId(kind: string, { file, manifest }: Located): string {
  return `${kind}:${file.file}:${namespaceOf(manifest)}/${manifest.name}`;
}

export function workloadNodeId({ file, manifest }: Located): string {
  return `workload:${file.file}:${namespaceOf(manifest)}/${manifest.kind}/${manifest.name}`;
}

export function containerId({ object, name }: ContainerFacts): string {
  return `container:${workloadNodeId(object)}/${name}`;
}

export function portId(facts: ContainerFacts, port: number, transport: string): string {
  return `port:${containerId(facts)}:${port}${transport === 'tcp' ? '' : `/${transport}`}`;
}
