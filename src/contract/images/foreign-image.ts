import type { GoModule } from '../../go/project.ts';
import { comparableName, imageBaseName, imageFullName } from './image-name.ts';

/** Names that programs of everybody have: an image of somebody else may be called so, too. */
const GENERIC =
  /^(?:agent|api|app|apiserver|backend|bot|cache|cli|client|cmd|collector|console|consumer|controller|cron|daemon|demo|example|exporter|frontend|gateway|init|job|jobs|main|manager|migrate|migrations?|monitor|node|operator|producer|proxy|publisher|registry|runner|scheduler|server|service|sidecar|subscriber|test|tools?|ui|web|webhook|worker)$/;
/** Images of Docker Hub that everybody uses. */
const KNOWN =
  /^(?:alpine|busybox|caddy|cassandra|consul|debian|elasticsearch|golang|grafana|haproxy|httpd|influxdb|kafka|keycloak|kibana|mariadb|memcached|minio|mongo|mysql|nats|nginx|node|postgres|prometheus|python|rabbitmq|redis|registry|telegraf|traefik|ubuntu|vault|zookeeper)$/;
const PUBLIC =
  /^(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|k8s\.gcr\.io|mcr\.microsoft\.com|public\.ecr\.aws)$/;

/** Whether an image of a public registry belongs to somebody who is not named in the module’s path, under a name that says nothing, or is one that everybody knows. */
export function isForeign(image: string, module: GoModule | undefined): boolean {
  if (module?.module && isOfAnotherModule(imageFullName(image), module.module)) return true;
  const base = comparableName(imageBaseName(image));
  const own = new Set((module?.module ?? '').split('/').map(comparableName));
  if (KNOWN.test(base)) return !own.has(base);
  return GENERIC.test(base) && isOfAnotherOwner(image, own);
}

/** Whether an image that is called after the owner of a module and a program is one of the owner's other projects, or of a namesake. */
export function isForeignToOwner(image: string, { module }: GoModule): boolean {
  const parts = namingParts(module).map(comparableName);
  const project = parts.length > 1 ? parts.slice(1) : parts;
  const base = comparableName(imageBaseName(image));
  return !project.some((part) => base.startsWith(`${part}-`)) && isOfAnotherOwner(image, new Set(parts));
}

/** The parts of a module's path that images and binaries are called after: its owner and its project, unless that is a server everybody knows. */
export function namingParts(module: string): string[] {
  return module.split('/').filter((part) => !part.includes('.') && !KNOWN.test(comparableName(part)));
}

function isOfAnotherOwner(image: string, own: ReadonlySet<string>): boolean {
  const names = imageFullName(image).split('/').slice(0, -1);
  const [host = ''] = names;
  const isHost = /[.:]|^localhost$/.test(host);
  if (names.length === 0 || (isHost && !PUBLIC.test(host))) return false;
  const owners = (isHost ? names.slice(1) : names).map(comparableName);
  return owners.length > 0 && !owners.some((owner) => own.has(owner));
}

/** `gcr.io/team/knative.dev/net-istio/cmd/webhook`, as ko writes the import path of what is in it. */
function isOfAnotherModule(image: string, module: string): boolean {
  const names = image.split('/');
  const [host = '', ...others] = module.split('/');
  const at = host.includes('.') && others.length > 0 ? names.indexOf(host, 1) : -1;
  return at > 0 && !`${names.slice(at).join('/')}/`.startsWith(`${module}/`);
}
