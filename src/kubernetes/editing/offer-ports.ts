import { at, items, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { selectedPods } from '../selectors/selected-pods.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import { type Caret, isCaret } from './caret.ts';
import type { Offer, OfferSource, Surroundings } from './offer.ts';
import { objectsOf } from './offer-objects.ts';
import { beside, locatedAt, podAt } from './siblings.ts';

/** Ports by number and name: of the own container, of the pods that are selected, of the Service that is named. */
export const portOffers: readonly OfferSource[] = [
  {
    route: /(?:httpGet|tcpSocket|grpc)\/port$/,
    place: 'value',
    offers(caret) {
      const { container } = podAt(caret) ?? {};
      return container ? portsOf([container.field], !caret.route.endsWith('grpc/port')) : [];
    },
  },
  {
    route: /^spec\/ports\/#\/targetPort$/,
    place: 'value',
    kinds: ['Service'],
    *offers(caret, { workspace }) {
      for (const { pod } of selectedPods(workspace, locatedAt(caret))) yield* portsOf(containersOf(pod), true);
    },
  },
  {
    route: /^spec\/ports\/#\/port$|containers\/#\/ports\/#\/containerPort$/,
    place: 'value',
    offers: goPorts,
  },
  {
    route: /^spec\/(?:ingress|egress)\/#\/ports\/#\/port$/,
    place: 'value',
    kinds: ['NetworkPolicy'],
    *offers(caret, { workspace }) {
      if (!caret.route.startsWith('spec/ingress')) return;
      for (const { pod } of selectedPods(workspace, locatedAt(caret))) yield* portsOf(containersOf(pod), true);
    },
  },
  {
    route:
      /service\/port\/(?:name|number)$|backendRefs?\/(?:#\/)?port$|[bB]ackend\/servicePort$|destination\/port\/number$/,
    place: 'value',
    offers: servicePorts,
  },
  {
    route: /(?:podMetricsEndpoints|endpoints)\/#\/port$/,
    place: 'value',
    kinds: ['ServiceMonitor', 'PodMonitor'],
    *offers({ manifest }, { workspace }) {
      const labels = at(manifest.root, 'spec', 'selector', 'matchLabels');
      if (manifest.kind === 'PodMonitor' || labels === undefined) return;
      for (const service of objectsOf(workspace, 'Service', manifest.namespace)) {
        for (const port of items(at(service.manifest.root, 'spec', 'ports'))) {
          const name = textAt(port, 'name');
          if (name !== undefined) yield { text: name, kind: 'reference', detail: service.file.file };
        }
      }
    },
  },
];

function* portsOf(containers: readonly Field[], named: boolean): Generator<Offer> {
  for (const container of containers) {
    for (const port of items(at(container, 'ports'))) {
      const number = textAt(port, 'containerPort');
      const name = textAt(port, 'name');
      if (number === undefined || isCaret(number)) continue;
      if (named && name !== undefined) yield { text: name, kind: 'reference', detail: number };
      yield { text: number, kind: 'value', ...(name === undefined ? {} : { detail: name }) };
    }
  }
}

function containersOf({ containers }: PodSpecView): Field[] {
  return containers.filter(({ kind }) => kind !== 'init').map(({ field }) => field);
}

/** `name`, `number`, or either, as the field takes it. */
function* servicePorts(caret: Caret, { workspace }: Surroundings): Generator<Offer> {
  const inner = caret.route.endsWith('service/port/name') || caret.route.endsWith('service/port/number');
  const isHost = caret.route.endsWith('destination/port/number');
  const name = isHost
    ? beside(caret, 'host', 1)?.split('.', 1)[0]
    : (beside(caret, 'name', inner ? 1 : 0) ?? beside(caret, 'serviceName'));
  if (name === undefined) return;
  const takesName = !/(?:number|backendRefs?\/(?:#\/)?port)$/.test(caret.route);
  const takesNumber = !caret.route.endsWith('port/name');
  for (const { manifest, file } of objectsOf(workspace, 'Service', caret.manifest.namespace)) {
    if (manifest.name !== name) continue;
    for (const port of items(at(manifest.root, 'spec', 'ports'))) {
      const number = textAt(port, 'port');
      const label = textAt(port, 'name');
      if (takesName && label !== undefined)
        yield { text: label, kind: 'reference', detail: `${number ?? ''} ${file.file}` };
      if (takesNumber && number !== undefined) yield { text: number, kind: 'reference', detail: label ?? file.file };
    }
  }
}

function* goPorts(_: Caret, { ports = [] }: Surroundings): Generator<Offer> {
  for (const { port, where } of ports) yield { text: String(port), kind: 'value', detail: where };
}
