import type { EdgeKind, NodeKind } from '../../../contract/graph/types.ts';
import type { Texts } from '../../../webview/messages.ts';
import type { Message } from '../../../words/message.ts';

/** What a kind of node is called; what everybody calls by its own name stays so. */
export function kindWord(kind: NodeKind): Message {
  const words: Readonly<Record<NodeKind, Message>> = {
    program: ['program'],
    listener: ['listens'],
    route: ['route'],
    variable: ['variable'],
    file: ['file'],
    image: ['image'],
    stage: ['stage'],
    instruction: ['instruction'],
    expose: ['exposed port'],
    workload: ['workload'],
    container: ['container'],
    port: ['port'],
    probe: ['probe'],
    service: ['Service'],
    'service-port': ['port'],
    ingress: ['way in'],
    gateway: ['Gateway'],
    'traffic-rule': ['rule'],
    configmap: ['ConfigMap'],
    'configmap-key': ['key'],
    secret: ['Secret'],
    'secret-key': ['key'],
    'service-account': ['ServiceAccount'],
    monitor: ['monitor'],
    'network-policy': ['NetworkPolicy'],
    overlay: ['overlay'],
    object: ['object'],
    absent: ['not here'],
    live: ['on the cluster'],
    'live-absent': ['not on the cluster'],
    'live-pods': ['Pods'],
  };
  return words[kind];
}

export function edgeWord(kind: EdgeKind): Message {
  const words: Readonly<Record<EdgeKind, Message>> = {
    has: ['has'],
    runs: ['runs'],
    from: ['is made from'],
    port: ['reaches'],
    asks: ['asks'],
    selects: ['selects'],
    reads: ['reads'],
    sets: ['sets'],
    needs: ['needs'],
    applied: ['is applied'],
  };
  return words[kind];
}

export function pageTexts(speak: (message: Message) => string): Texts {
  return {
    broken: speak(['Broken edges: {0}', '{0}']),
    nothingBroken: speak(['Nothing is broken, as far as the files tell']),
    search: speak(['Search for a name, a kind or a file']),
    onlyBroken: speak(['Only what is broken']),
    more: speak(['{0} more', '{0}']),
    nothingFound: speak(['Nothing fits']),
    picture: speak([
      'Program, image, workloads, Services and what brings traffic; arrow keys move, Enter opens the line',
    ]),
    brokenMark: speak(['broken']),
    write: speak(['Write to .gantry.yaml']),
    forget: speak(['Forget']),
  };
}
