import type { Program } from '../../go/project.ts';

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
