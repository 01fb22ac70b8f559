import type { Program } from '../../go/project.ts';
import type { ManifestInput } from '../manifests/manifest-input.ts';

/** Whether metrics are all that a program serves, beside what says that it is well and the page that leads to them. */
export function isExporter({ metrics, listens, routes, health, grpcServices }: Program): boolean {
  if (metrics === null || grpcServices !== undefined) return false;
  if (listens.some(({ port, protocol }) => port !== metrics.port || protocol === 'grpc')) return false;
  const aside = new Set(['/', metrics.path, ...health.map(({ path }) => path)]);
  return routes.every(({ path }) => aside.has(path) || path.startsWith('/debug/') || path === '/-/reload');
}

/** Whether a program serves nothing but what says that it is well: whoever else calls it would find nothing. */
export function isOnlyHealthy({ metrics, listens, routes, health, grpcServices }: Program): boolean {
  const [first] = health;
  if (metrics !== null || grpcServices !== undefined || !first || routes.length === 0) return false;
  if (listens.some(({ port, protocol }) => port !== first.port || protocol !== 'http')) return false;
  return routes.every((route) => health.some(({ path }) => path === route.path) || route.path.startsWith('/debug/'));
}

/** What leads others to the Service. */
const LEADING = ['httproute', 'ingress', 'servicemonitor'] as const;

/** Whether anybody but kubelet calls a program that is kept running, so that it needs a Service. */
export function isServed({
  program,
  workload,
  ports,
  extras,
}: Pick<ManifestInput, 'program' | 'workload' | 'ports' | 'extras'>): boolean {
  if (!['Deployment', 'StatefulSet'].includes(workload.kind) || ports.length === 0) return false;
  return ports.length > 1 || !isOnlyHealthy(program) || LEADING.some((extra) => extras.has(extra));
}
