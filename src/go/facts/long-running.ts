import { find } from '../code/bindings.ts';
import type { Site, Use } from '../code/code-index.ts';
import { type LinkedCode, withoutMajor } from '../code/linked-code.ts';
import type { Call, Expression, GoFunction, Span, Statement } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { type Guard, walkFunction } from '../syntax/walk-code.ts';

/** Calls after which a program waits for work until it is stopped: library (without major version) and methods. */
const WAITS: readonly (readonly [library: string, methods: readonly string[]])[] = [
  // queues
  ['github.com/segmentio/kafka-go', ['ReadMessage', 'FetchMessage']],
  ['github.com/IBM/sarama', ['Consume', 'ConsumePartition']],
  ['github.com/Shopify/sarama', ['Consume', 'ConsumePartition']],
  ['github.com/confluentinc/confluent-kafka-go', ['Poll', 'ReadMessage', 'SubscribeTopics']],
  ['github.com/twmb/franz-go/pkg/kgo', ['PollFetches', 'PollRecords']],
  ['github.com/rabbitmq/amqp091-go', ['Consume', 'ConsumeWithContext']],
  ['github.com/streadway/amqp', ['Consume']],
  ['github.com/wagslane/go-rabbitmq', ['NewConsumer']],
  ['github.com/nats-io/nats.go', ['Subscribe', 'QueueSubscribe', 'ChanSubscribe', 'PullSubscribe', 'Consume']],
  ['github.com/nats-io/stan.go', ['Subscribe', 'QueueSubscribe']],
  ['github.com/nats-io/go-nats', ['Subscribe', 'QueueSubscribe', 'ChanSubscribe']],
  ['github.com/nats-io/go-nats-streaming', ['Subscribe', 'QueueSubscribe']],
  ...['github.com/redis/go-redis', 'github.com/go-redis/redis'].map(
    (library) => [library, ['BLPop', 'BRPop', 'BLMove', 'XReadGroup', 'Subscribe', 'PSubscribe']] as const,
  ),
  ['github.com/nsqio/go-nsq', ['ConnectToNSQD', 'ConnectToNSQDs', 'ConnectToNSQLookupd', 'ConnectToNSQLookupds']],
  ['github.com/apache/pulsar-client-go/pulsar', ['Subscribe']],
  ['github.com/eclipse/paho.mqtt.golang', ['Subscribe', 'SubscribeMultiple']],
  ['cloud.google.com/go/pubsub', ['Receive']],
  ['github.com/aws/aws-sdk-go-v2/service/sqs', ['ReceiveMessage']],
  ['github.com/aws/aws-sdk-go/service/sqs', ['ReceiveMessage', 'ReceiveMessageWithContext']],
  ['github.com/ThreeDotsLabs/watermill', ['Run', 'Subscribe']],
  ['github.com/zeromicro/go-queue', ['MustNewQueue', 'NewQueue', 'NewConsumer']],
  // jobs
  ['github.com/hibiken/asynq', ['NewServer', 'NewScheduler']],
  ['github.com/riverqueue/river', ['Start']],
  ['github.com/gocraft/work', ['Start']],
  ['github.com/contribsys/faktory_worker_go', ['Run', 'RunWithContext']],
  ['github.com/RichardKnop/machinery', ['Launch', 'LaunchAsync']],
  ['github.com/vgarvardt/gue', ['Run']],
  ['go.temporal.io/sdk/worker', ['Run', 'Start']],
  ['go.uber.org/cadence/worker', ['Run', 'Start']],
  ['github.com/robfig/cron', ['Start', 'Run']],
  ['github.com/go-co-op/gocron', ['Start', 'StartBlocking', 'StartAsync']],
  ['github.com/jasonlvhit/gocron', ['Start']],
  // Kubernetes
  ['sigs.k8s.io/controller-runtime', ['NewManager', 'Start']],
  ['k8s.io/client-go/tools/leaderelection', ['RunOrDie', 'Run']],
  ['k8s.io/client-go/tools/cache', ['Run', 'WaitForCacheSync', 'NewSharedIndexInformer', 'NewInformer']],
  ['k8s.io/client-go/informers', ['NewSharedInformerFactory', 'NewSharedInformerFactoryWithOptions']],
  ['sigs.k8s.io/custom-metrics-apiserver', ['Run']],
  ['sigs.k8s.io/sig-storage-lib-external-provisioner', ['Run']],
  [
    'knative.dev/pkg/injection/sharedmain',
    ['Main', 'MainNamed', 'MainWithContext', 'MainWithConfig', 'WebhookMainWithContext'],
  ],
  // chats
  ['github.com/bwmarrin/discordgo', ['Open']],
  ['github.com/disgoorg/disgo', ['OpenGateway']],
  ['github.com/go-telegram-bot-api/telegram-bot-api', ['GetUpdatesChan']],
  ['github.com/go-telegram/bot', ['Start']],
  ['github.com/mymmrac/telego', ['UpdatesViaLongPolling']],
  ['github.com/PaulSonOfLars/gotgbot', ['StartPolling', 'Idle']],
  ['gopkg.in/telebot', ['Start']],
  ['gopkg.in/tucnak/telebot', ['Start']],
  ['github.com/slack-go/slack', ['ManageConnection', 'RunContext']],
  ['go.mau.fi/whatsmeow', ['Connect']],
  ['maunium.net/go/mautrix', ['Sync', 'SyncWithContext']],
  // services of the operating system, actors, applications
  ['github.com/kardianos/service', ['Run']],
  ['github.com/asynkron/protoactor-go', ['NewActorSystem']],
];

/** Where it waits for messages, schedules or events that a library brings. */
export function waitsFor(code: LinkedCode): readonly Use<Call>[] {
  return WAITS.flatMap(([library, methods]) => {
    if (!hasLibrary(code, library)) return [];
    return methods.flatMap((method) => code.calls(method).filter((use) => isOfLibrary(code, use, library)));
  });
}

/** A call of the library, or of a method of we do not know what in a file that imports it. */
function isOfLibrary(code: LinkedCode, { expression: { callee }, site }: Use<Call>, library: string): boolean {
  const name = calleeName(code, callee, site);
  if (name !== null) return name.startsWith(`${library}.`) || name.startsWith(`${library}/`);
  return site.file.imports.some(({ path }) => {
    const bare = withoutMajor(path);
    return bare === library || bare.startsWith(`${library}/`);
  });
}

/** Whether it asks for signals and does something by the clock: what ends by itself needs neither. */
export function runsByTheClock(code: LinkedCode): boolean {
  const uses = (...names: string[]) =>
    names.some((name) => code.calls(name).length > 0 && code.standardImports.has('time'));
  return code.calls('Notify').length + code.calls('NotifyContext').length > 0 && uses('NewTicker', 'Tick');
}

/** `g.Add(…)` and `g.Run()` of oklog/run, with an actor that waits for signals: it runs until one of them ends. */
export function runsActors(code: LinkedCode): boolean {
  const isAsked = [...code.calls('Notify'), ...code.calls('SignalHandler')].length > 0;
  return isAsked && hasLibrary(code, 'github.com/oklog/run') && code.calls('Run').length > 0;
}

/** Whether a function does nothing but wait for a signal from some point on: `<-stop`, which no branch leads around. */
export function waitsForSignal(code: LinkedCode, isAsked: (site: Site) => boolean = () => true): boolean {
  return ['Notify', 'NotifyContext'].some((method) =>
    code.calls(method).some(({ expression, site }) => {
      if (!site.fn || !isAsked(site)) return false;
      if (calleeName(code, expression.callee, site) !== `os/signal.${method}`) return false;
      const [channel] = expression.args;
      const bindings = code.bindings(site.fn);
      const madeBy = (value: Expression) => {
        const source = value.kind === 'name' ? find(bindings, value.name, value.start)?.source : null;
        return source?.kind === 'value' ? source.expression : null;
      };
      // `done := start(ctx)` ends with its context.
      const endsWith = (made: Expression | null) =>
        made?.kind === 'call' && made.args.some((argument) => madeBy(argument) === expression);
      const received = receivedAnyway(site.fn);
      if (method === 'NotifyContext') return received.some((one) => isDone(one) || endsWith(madeBy(one)));
      if (channel?.kind !== 'name') return false;
      const signals = new Set([channel.name, ...relays(site.fn, channel.name)]);
      return received.some((one) => one.kind === 'name' && signals.has(one.name));
    }),
  );
}

/** `<-ctx.Done()`, which no branch leads around: its caller ends it. */
export function waitsForTheEnd(fn: GoFunction): boolean {
  let waits = false;
  walkFunction(fn, {
    statement(statement, { guard }) {
      const value = valueOf(statement);
      if (guard === null && value?.kind === 'unary' && value.operator === '<-' && isDone(value.operand)) waits = true;
    },
  });
  return waits;
}

/** `go func() { <-signals; done <- true }()`: the channels that only those fill who have waited for a signal. */
function relays(fn: GoFunction, signals: string): readonly string[] {
  const after = new Set<string>();
  const otherwise = new Set<string>();
  walkFunction(fn, {
    enter(inner) {
      const waits = inner !== fn && receivedAnyway(inner).some((one) => one.kind === 'name' && one.name === signals);
      for (const name of filledBy(inner)) (waits ? after : otherwise).add(name);
    },
  });
  return [...after].filter((name) => !otherwise.has(name));
}

/** The channels that a function sends to or closes, or may have others do so; not what literals in it do. */
function filledBy(fn: GoFunction): string[] {
  const names: string[] = [];
  walkFunction(fn, {
    statement(statement, { guard }) {
      if (isInLiteral(guard) || statement.kind !== 'expression') return;
      const { expression } = statement;
      // Of `done <- true`, the channel and the value are statements: a name alone is none otherwise.
      const filled = expression.kind === 'call' ? expression.args : [expression];
      for (const one of filled) if (one.kind === 'name') names.push(one.name);
    },
  });
  return names;
}

function isInLiteral(guard: Guard | null): boolean {
  for (let around = guard; around; around = around.outer) if (around.literal) return true;
  return false;
}

/** The channels that a function waits for whatever happens, by itself or in each turn of a loop. */
function receivedAnyway(fn: GoFunction): Expression[] {
  const channels: Expression[] = [];
  const loops: Span[] = [];
  walkFunction(fn, {
    statement(statement, { guard }) {
      const isLoop = statement.kind === 'if' && statement.thenSpan.start === statement.start;
      if (isLoop && guard === null) loops.push(statement.thenSpan);
      if (statement.kind === 'range' && guard?.outer === null) channels.push(statement.over);
      if (guard && !(guard.outer === null && loops.includes(guard.span))) return;
      const value = valueOf(statement);
      if (value?.kind === 'unary' && value.operator === '<-') channels.push(value.operand);
    },
  });
  return channels;
}

/** `<-stop`, `got := <-stop`, `var got = <-stop` */
function valueOf(statement: Statement): Expression | undefined {
  switch (statement.kind) {
    case 'expression':
      return statement.expression;
    case 'assign':
      return statement.right[0];
    case 'declare':
      return statement.values[0]?.values[0];
    default:
      return undefined;
  }
}

/** `ctx.Done()` */
export function isDone(expression: Expression): boolean {
  return expression.kind === 'call' && expression.callee.kind === 'select' && expression.callee.name === 'Done';
}

/** Whether it imports a library, or a package of it. */
export function hasLibrary({ externals }: LinkedCode, library: string): boolean {
  if (externals.has(library)) return true;
  for (const path of externals) if (path.startsWith(`${library}/`)) return true;
  return false;
}
