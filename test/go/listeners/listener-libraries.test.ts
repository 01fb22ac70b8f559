import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

const KINGPIN = 'github.com/alecthomas/kingpin/v2';
const CLI = 'cli=github.com/urfave/cli/v2';
const OTEL = 'go.opentelemetry.io/collector/config';
const COBRA = 'github.com/spf13/cobra';

const cases: Readonly<Record<string, { imports: string; code: string; listens: string[] }>> = {
  'the network that a DNS server names': {
    imports: 'github.com/miekg/dns',
    code: 'for _, network := range []string{"udp", "tcp"} { go func(network string) { server := &dns.Server{Addr: ":53", Net: network}; server.ListenAndServe() }(network) }\nselect {}',
    listens: ['53 udp all known', '53 tcp all known'],
  },
  'the networks that callers name for a DNS server': {
    imports: 'github.com/miekg/dns',
    code: 'type names struct { server *dns.Server }\nfunc serverOf(addr, network string) *names { return &names{server: &dns.Server{Addr: addr, Net: network}} }\nfunc (n *names) start() { n.server.ListenAndServe() }\nfunc main() { u := serverOf(":53", "udp"); t := serverOf(":53", "tcp"); go u.start(); t.start() }',
    listens: ['53 udp all known', '53 tcp all known'],
  },
  'a socket that a library opens at the one address that it is given': {
    imports: 'net/http github.com/fiorix/go-listener/listener',
    code: 'ln, _ := listener.New(":8080", listener.Naggle())\nother, _ := listener.New(addr())\nsrv := &http.Server{}\ngo srv.Serve(other)\nsrv.Serve(ln)',
    listens: ['8080 http all known', '? http ? unknown'],
  },
  'event loops, by addresses with a network': {
    imports: 'flag fmt github.com/tidwall/evio github.com/panjf2000/gnet/v2',
    code: 'port := flag.Int("port", 5000, "")\nflag.Parse()\nscheme := "tcp"\nif slow() { scheme += "-net" }\naddrs := []string{fmt.Sprintf("tcp-net://:%d?reuseport=%t", *port, true)}\ngo evio.Serve(events(), addrs...)\ngnet.Run(handler(), "udp://127.0.0.1:5001")',
    listens: ['5000 tcp all default by flag:port', '5001 udp loopback known'],
  },
  'event loops, on each of the addresses that are listed': {
    imports: 'flag fmt github.com/tidwall/evio',
    code: 'port := flag.Int("port", 6380, "")\nsocket := flag.String("socket", "here", "")\nflag.Parse()\naddrs := []string{fmt.Sprintf("tcp://:%d", *port)}\nif *socket != "" { addrs = append(addrs, "unix://"+*socket) }\nevio.Serve(events(), addrs...)',
    listens: ['6380 tcp all default by flag:port'],
  },
  'event loops, on each of the addresses that are given': {
    imports: 'github.com/tidwall/evio',
    code: 'evio.Serve(events(), "tcp://:5000", "udp://127.0.0.1:5001")',
    listens: ['5000 tcp all known', '5001 udp loopback known'],
  },
  'options of a default of its own, or whatever is handed in': {
    imports: 'os github.com/nats-io/nats-server/v2/server',
    code: 'var usual = server.Options{Host: "127.0.0.1", Port: 4222}\nfunc run(given *server.Options) { var o *server.Options; if given == nil { u := usual; o = &u } else { o = given.Clone() }; server.New(o) }\nfunc main() { o, _ := server.ConfigureOptions(nil, os.Args, nil, nil, nil); run(o) }',
    listens: ['4222 tcp ? known'],
  },
  'a runner with a server of its own': {
    imports: 'flag github.com/perses/common/app',
    code: 'flag.Parse()\nrunner := app.NewRunner().WithDefaultHTTPServer("shop").SetBanner("shop")\nrunner.Start()',
    listens: ['8080 http all default by flag:web.listen-address'],
  },
  'DTLS over UDP': {
    imports: 'net github.com/pion/dtls/v3',
    code: 'at, _ := net.ResolveUDPAddr("udp", ":5684")\ndtls.Listen("udp", at, &dtls.Config{})',
    listens: ['5684 udp all known'],
  },
  "the collector's configurations, by the fields that hold them": {
    imports: `flag net/http ${COBRA} github.com/spf13/viper ${OTEL}/confighttp ${OTEL}/configgrpc google.golang.org/grpc`,
    code: `type options struct { Web confighttp.ServerConfig; Calls configgrpc.ServerConfig; Other confighttp.ServerConfig }
type admin struct { server *http.Server; config confighttp.ServerConfig }
func newAdmin(address string) *admin { return &admin{config: confighttp.ServerConfig{Endpoint: address}} }
func (a *admin) serve() {
	l, _ := a.config.ToListener(nil)
	a.server, _ = a.config.ToServer(nil, nil, nil, nil)
	a.server.Serve(l)
}
func main() {
	v := viper.New()
	set := new(flag.FlagSet)
	set.String("web", ":16686", "")
	set.String("calls", ":16685", "")
	command := &cobra.Command{}
	command.Flags().AddGoFlagSet(set)
	v.BindPFlags(command.Flags())
	o := &options{}
	o.Web.Endpoint = v.GetString("web")
	o.Calls.NetAddr.Endpoint = v.GetString("calls")
	web, _ := o.Web.ToListener(nil)
	http.Serve(web, nil)
	calls, _ := o.Calls.NetAddr.Listen(nil)
	grpc.NewServer().Serve(calls)
	other, _ := o.Other.ToListener(nil)
	http.Serve(other, nil)
	newAdmin(":14270").serve()
}`,
    listens: [
      '14270 http all known',
      '16686 http all default by flag:web',
      '16685 grpc all default by flag:calls',
      '? http ? unknown',
    ],
  },
  "kingpin's chain": {
    imports: `net/http ${KINGPIN}`,
    code: 'a := kingpin.Flag("web.listen-address", "help").Default(":9100").Envar("LISTEN").String()\nkingpin.Parse()\nhttp.ListenAndServe(*a, nil)',
    listens: ['9100 http all default by flag:web.listen-address env:LISTEN'],
  },
  "kingpin's chain behind a function": {
    imports: `net/http ${KINGPIN}`,
    code: 'func own(app *kingpin.Application, name string) *kingpin.FlagClause { return app.Flag(name, "help").PreAction(nil) }\nfunc main() { app := kingpin.New("x", "y")\nvar a string\nown(app, "listen").Default(":9100").StringVar(&a)\nhttp.ListenAndServe(a, nil) }',
    listens: ['9100 http all default by flag:listen'],
  },
  'what has grown out of kingpin': {
    imports: 'net/http fmt github.com/choria-io/fisk',
    code: 'app := fisk.New("x", "")\nvar port int\ncmd := app.Command("export", "")\ncmd.Flag("port", "help").Default("8080").Envar("PORT").IntVar(&port)\nhttp.ListenAndServe(fmt.Sprintf(":%d", port), nil)',
    listens: ['8080 http all default by flag:port env:PORT'],
  },
  "kingpin's application and a target": {
    imports: `net/http ${KINGPIN}`,
    code: 'app := kingpin.New("x", "")\nvar a string\napp.Flag("listen", "help").Short(\'l\').Default("0.0.0.0:9101").StringVar(&a)\nhttp.ListenAndServe(a, nil)',
    listens: ['9101 http all default by flag:listen'],
  },
  'a flag of kingpin for a variable that has a value': {
    imports: `net/http ${KINGPIN}`,
    code: 'type options struct { addr string }\nfunc main() { o := &options{addr: ":9102"}; kingpin.Flag("listen", "help").StringVar(&o.addr); http.ListenAndServe(o.addr, nil) }',
    listens: ['9102 http all default by flag:listen'],
  },
  'a flag of kingpin without a default': {
    imports: `net/http ${KINGPIN}`,
    code: 'a := kingpin.Flag("listen", "help").Required().String()\nhttp.ListenAndServe(*a, nil)',
    listens: ['? http ? unknown by flag:listen'],
  },
  'the exporter toolkit': {
    imports: `net/http ${KINGPIN} github.com/prometheus/exporter-toolkit/web webflag=github.com/prometheus/exporter-toolkit/web/kingpinflag`,
    code: 'flags := webflag.AddFlags(kingpin.CommandLine, ":9104")\nkingpin.Parse()\nserver := &http.Server{}\nweb.ListenAndServe(server, flags, nil)',
    listens: ['9104 http all default by flag:web.listen-address'],
  },
  'a flag of urfave/cli that is read by name': {
    imports: `net/http fmt os ${CLI}`,
    code: 'app := &cli.App{Flags: []cli.Flag{&cli.IntFlag{Name: "port", Value: 8070, EnvVars: []string{"APP_PORT"}}}, Action: func(c *cli.Context) error { return http.ListenAndServe(fmt.Sprintf(":%d", c.Int("port")), nil) }}\napp.Run(os.Args)',
    listens: ['8070 http all default by flag:port env:APP_PORT'],
  },
  'a flag of urfave/cli with a destination': {
    imports: `net/http os ${CLI}`,
    code: 'var addr string\napp := &cli.App{Flags: []cli.Flag{&cli.StringFlag{Name: "addr", Value: ":8071", Destination: &addr}}, Action: func(c *cli.Context) error { return http.ListenAndServe(addr, nil) }}\napp.Run(os.Args)',
    listens: ['8071 http all default by flag:addr'],
  },
  'a flag of urfave/cli v3': {
    imports: 'context net/http cli=github.com/urfave/cli/v3',
    code: 'cmd := &cli.Command{Flags: []cli.Flag{&cli.StringFlag{Name: "addr", Value: ":8072", Sources: cli.EnvVars("ADDR")}}, Action: func(ctx context.Context, c *cli.Command) error { return http.ListenAndServe(c.String("addr"), nil) }}\n_ = cmd',
    listens: ['8072 http all default by flag:addr env:ADDR'],
  },
  'a flag of urfave/cli v1 with a short name': {
    imports: 'net/http cli=github.com/urfave/cli',
    code: 'app := cli.NewApp()\napp.Flags = []cli.Flag{cli.StringFlag{Name: "listen, l", Value: ":8073", EnvVar: "LISTEN"}}\napp.Action = func(c *cli.Context) { http.ListenAndServe(c.String("listen"), nil) }',
    listens: ['8073 http all default by flag:listen env:LISTEN'],
  },
  "a flag of cobra's that is read by name": {
    imports: `net/http ${COBRA}`,
    code: 'cmd := &cobra.Command{Run: func(cmd *cobra.Command, args []string) { addr, _ := cmd.Flags().GetString("addr"); http.ListenAndServe(addr, nil) }}\ncmd.PersistentFlags().StringP("addr", "a", ":8074", "")\ncmd.Execute()',
    listens: ['8074 http all default by flag:addr'],
  },
  "the prefixes of the structs around kong's flags": {
    imports: 'net/http github.com/alecthomas/kong',
    code: 'type web struct {\n\tListen string `default:":8074" help:"x"`\n}\ntype servers struct {\n\tWeb web `embed:"" prefix:"web-"`\n}\nvar cli struct {\n\tServers servers `embed:"" prefix:"on-"`\n}\nfunc main() { kong.Parse(&cli); http.ListenAndServe(cli.Servers.Web.Listen, nil) }',
    listens: ['8074 http all default by flag:on-web-listen'],
  },
  "a struct of kong's flags under several prefixes": {
    imports: 'net/http github.com/alecthomas/kong',
    code: 'type web struct {\n\tListen string `default:":8074" help:"x"`\n}\nvar cli struct {\n\tA web `embed:"" prefix:"a-"`\n\tB web `embed:"" prefix:"b-"`\n}\nfunc main() { kong.Parse(&cli); http.ListenAndServe(cli.A.Listen, nil) }',
    listens: ['8074 http all default'],
  },
  'options of humacli': {
    imports: 'fmt net/http github.com/danielgtaylor/huma/v2/humacli',
    code: 'type options struct {\n\tPort int `help:"x" default:"8888"`\n}\nfunc main() { humacli.New(func(hooks humacli.Hooks, o *options) { hooks.OnStart(func() { http.ListenAndServe(fmt.Sprintf(":%d", o.Port), nil) }) }).Run() }',
    listens: ['8888 http all default by env:SERVICE_PORT'],
  },
  'an option of humacli with a digit, which is no word of its own as with kong': {
    imports: 'fmt net/http github.com/danielgtaylor/huma/v2/humacli',
    code: 'type options struct {\n\tS3Port int `default:"9000"`\n}\nfunc main() { humacli.New(func(hooks humacli.Hooks, o *options) { hooks.OnStart(func() { http.ListenAndServe(fmt.Sprintf(":%d", o.S3Port), nil) }) }).Run() }',
    listens: ['9000 http all default by env:SERVICE_S3_PORT'],
  },
  'a server that ends with its context': {
    imports: 'context net/http github.com/sapcc/go-bits/httpext github.com/sapcc/go-bits/osext',
    code: 'func main() { mux := http.NewServeMux(); httpext.ListenAndServeContext(context.Background(), osext.GetenvOrDefault("LISTEN", ":8074"), mux) }',
    listens: ['8074 http all default by env:LISTEN'],
  },
  'a fork of go-flags': {
    imports: 'net/http github.com/umputun/go-flags',
    code: 'var opts struct {\n\tListen string `long:"listen" default:":8072"`\n}\nfunc main() { flags.NewParser(&opts, flags.Default).Parse(); http.ListenAndServe(opts.Listen, nil) }',
    listens: ['8072 http all default by flag:listen'],
  },
  'the namespace of a group of go-flags': {
    imports: 'net/http github.com/jessevdk/go-flags',
    code: 'type web struct {\n\tListen string `long:"listen" default:":8073"`\n}\ntype options struct {\n\tWeb web `group:"Web" namespace:"web"`\n}\nfunc main() { var o options; p := flags.NewParser(&o, flags.Default); p.NamespaceDelimiter = "-"; p.Parse(); http.ListenAndServe(o.Web.Listen, nil) }',
    listens: ['8073 http all default by flag:web-listen'],
  },
  "kong's tags": {
    imports: 'net/http github.com/alecthomas/kong',
    code: 'var cli struct{}\ntype Serve struct {\n\tListenAddr string `default:":8075" env:"LISTEN" help:"x"`\n}\nfunc (s *Serve) Run() error { return http.ListenAndServe(s.ListenAddr, nil) }\nfunc main() { var s Serve; kong.Parse(&s); s.Run() }',
    listens: ['8075 http all default by flag:listen-addr env:LISTEN'],
  },
  "go-flags' tags": {
    imports: 'fmt net/http github.com/jessevdk/go-flags',
    code: 'type options struct {\n\tPort int `long:"port" default:"8076" description:"x"`\n}\nfunc main() { var o options; flags.Parse(&o); http.ListenAndServe(fmt.Sprintf(":%d", o.Port), nil) }',
    listens: ['8076 http all default by flag:port'],
  },
  "go-arg's tags": {
    imports: 'net/http arg=github.com/alexflint/go-arg',
    code: 'type options struct {\n\tListen string `arg:"--listen,env:LISTEN" default:":8077"`\n}\nfunc main() { var o options; arg.MustParse(&o); http.ListenAndServe(o.Listen, nil) }',
    listens: ['8077 http all default by flag:listen env:LISTEN'],
  },
  'an address of libp2p': {
    imports: 'flag github.com/libp2p/go-libp2p',
    code: 'at := flag.String("listen", "/ip4/0.0.0.0/tcp/44544", "")\nflag.Parse()\nlibp2p.New(libp2p.ListenAddrStrings(*at))',
    listens: ['44544 tcp all default by flag:listen'],
  },
  'an address of libp2p over UDP': {
    imports: 'github.com/libp2p/go-libp2p ma=github.com/multiformats/go-multiaddr',
    code: 'at, _ := ma.NewMultiaddr("/ip6/::1/udp/4001/quic-v1")\nlibp2p.New(libp2p.ListenAddrs(at))',
    listens: ['4001 udp loopback known'],
  },
  'webhooks of Knative': {
    imports: 'context knative.dev/pkg/webhook knative.dev/pkg/injection/sharedmain',
    code: 'ctx := webhook.WithOptions(context.Background(), webhook.Options{ServiceName: "hook", Port: webhook.PortFromEnv(8443)})\nsharedmain.MainWithContext(ctx, "hook")',
    listens: ['8443 https all default by env:WEBHOOK_PORT'],
  },
  'a socket that echo is given': {
    imports: 'net net/http context github.com/labstack/echo/v4',
    code: 'func serve(l net.Listener) error { e := echo.New(); e.Listener = l; return e.StartServer(&http.Server{}) }\nfunc main() { var lc net.ListenConfig; l, _ := lc.Listen(context.Background(), "tcp", ":2470"); serve(l) }',
    listens: ['2470 http all known'],
  },
  'a server for echo without an address': {
    imports: 'net/http github.com/labstack/echo/v4',
    code: 'echo.New().StartServer(&http.Server{})',
    listens: ['? http ? unknown'],
  },
  'a server whose library registers its flags': {
    imports: 'flag github.com/grafana/dskit/server',
    code: 'cfg := server.Config{}\ncfg.RegisterFlags(flag.CommandLine)\nflag.Parse()\nserver.New(cfg)',
    listens: [
      '80 http all default by flag:server.http-listen-port',
      '9095 grpc all default by flag:server.grpc-listen-port',
    ],
  },
  'a flag of a library that is given another default': {
    imports: 'flag github.com/grafana/dskit/server',
    code: 'cfg := server.Config{}\nall := flag.NewFlagSet("", 0)\ncfg.RegisterFlags(all)\nall.VisitAll(func(f *flag.Flag) { switch f.Name { case "server.http-listen-port": _ = f.Value.Set("3100") }; flag.Var(f.Value, f.Name, f.Usage) })\nserver.New(cfg)',
    listens: [
      '3100 http all default by flag:server.http-listen-port',
      '9095 grpc all default by flag:server.grpc-listen-port',
    ],
  },
  'a port that is assigned after the flags': {
    imports: 'flag github.com/grafana/dskit/server example.com/x',
    code: 'cfg := server.Config{}\ncfg.RegisterFlags(flag.CommandLine)\ncfg.HTTPListenPort = x.Port()\nserver.New(cfg)',
    listens: [
      '? http all unknown by flag:server.http-listen-port',
      '9095 grpc all default by flag:server.grpc-listen-port',
    ],
  },
  'a server without its flags': {
    imports: 'github.com/grafana/dskit/server',
    code: 'server.New(server.Config{HTTPListenPort: 0})',
    listens: ['? http all unknown', '? grpc all unknown'],
  },
  'a server of MCP': {
    imports: 'github.com/mark3labs/mcp-go/server',
    code: 'mcp := server.NewMCPServer("x", "1")\nserver.NewSSEServer(mcp).Start(":8090")\nhttp := server.NewStreamableHTTPServer(mcp)\nhttp.Start("127.0.0.1:8091")',
    listens: ['8090 http all known', '8091 http loopback known'],
  },
  'a server of MCP on what a flag does not ask for': {
    imports: 'flag github.com/mark3labs/mcp-go/server',
    code: 'mode := flag.String("transport", "stdio", "")\nflag.Parse()\nmcp := server.NewMCPServer("x", "1")\nif *mode == "http" { server.NewStreamableHTTPServer(mcp).Start(":8090") } else { server.ServeStdio(mcp) }',
    listens: ['? http all unknown by flag:transport'],
  },
  'a server that is given its socket where there is one': {
    imports: 'net net/http example.com/x',
    code: 'type runner struct { server *http.Server; listener net.Listener }\nfunc (r *runner) run() error { if r.listener != nil { return r.server.Serve(r.listener) }; return r.server.ListenAndServe() }\nfunc main() { r := &runner{server: &http.Server{}, listener: x.Listener()}; r.run() }',
    listens: ['? http ? unknown', '? http ? unknown'],
  },
  'hertz without an address': {
    imports: 'github.com/cloudwego/hertz/pkg/app/server',
    code: 'h := server.Default()\nh.Spin()',
    listens: ['8888 http all known'],
  },
  'hertz with an option': {
    imports: 'github.com/cloudwego/hertz/pkg/app/server',
    code: 'h := server.New(server.WithHostPorts("127.0.0.1:8001"))\nh.Spin()',
    listens: ['8001 http loopback known'],
  },
  "kitex' address": {
    imports: 'net github.com/cloudwego/kitex/server',
    code: 'addr, _ := net.ResolveTCPAddr("tcp", ":9000")\nserver.NewServer(server.WithServiceAddr(addr))',
    listens: ['9000 tcp all known'],
  },
  'options that kratos is given in a list': {
    imports: 'github.com/go-kratos/kratos/v2/transport/http',
    code: 'opts := []http.ServerOption{http.Timeout(1)}\nopts = append(opts, http.Address(":8000"))\nhttp.NewServer(opts...)',
    listens: ['8000 http all known'],
  },
  'negroni reads PORT': {
    imports: 'github.com/urfave/negroni/v3',
    code: 'n := negroni.Classic()\nn.Run()',
    listens: ['8080 http all default by env:PORT'],
  },
  "martini's default": {
    imports: 'github.com/go-martini/martini',
    code: 'm := martini.Classic()\nm.Run()',
    listens: ['3000 http all default by env:HOST env:PORT'],
  },
  'macaron with host and port': {
    imports: 'gopkg.in/macaron.v1',
    code: 'm := macaron.Classic()\nm.Run("0.0.0.0", 4001)',
    listens: ['4001 http all known'],
  },
  'iris runs what it is given': {
    imports: 'github.com/kataras/iris/v12',
    code: 'app := iris.New()\napp.Run(iris.Addr(":8085"))',
    listens: ['8085 http all known'],
  },
  DNS: {
    imports: 'github.com/miekg/dns',
    code: 's := &dns.Server{Addr: ":5353", Net: "udp"}\ns.ListenAndServe()',
    listens: ['5353 udp all known'],
  },
  'a server of a directory': {
    imports: 'github.com/vjeantet/ldapserver',
    code: 's := ldapserver.NewServer()\ns.ListenAndServe("127.0.0.1:10389")',
    listens: ['10389 tcp loopback known'],
  },
  'a mail server whose address is assigned': {
    imports: 'github.com/emersion/go-smtp',
    code: 's := smtp.NewServer(nil)\ns.Addr = "127.0.0.1:1025"\ns.ListenAndServe()',
    listens: ['1025 tcp loopback known'],
  },
  "a server of a library that nobody knows, by its field and by the call's argument": {
    imports: 'example.org/lib/mail example.org/lib/ftp',
    code: 's := &mail.Server{Addr: ":25"}\ngo s.ListenAndServe()\nftp.ListenAndServe(":2121", nil)',
    listens: ['25 tcp all known', '2121 tcp all known'],
  },
  'a zero server that gets its value later': {
    imports: 'flag net/http',
    code: 'at := flag.String("at", "localhost:6962", "")\nflag.Parse()\nsrv := http.Server{}\nif secure() { srv = http.Server{Addr: *at} } else { srv = http.Server{Addr: *at, Handler: nil} }\nsrv.ListenAndServe()',
    listens: ['6962 http loopback default by flag:at'],
  },
  'App Engine, where a variable says it': {
    imports: 'google.golang.org/appengine/v2',
    code: 'appengine.Main()',
    listens: ['8080 http all default by env:PORT'],
  },
  "ports of Prow's programs": {
    imports:
      'sigs.k8s.io/prow/pkg/flagutil sigs.k8s.io/prow/pkg/metrics sigs.k8s.io/prow/pkg/pjutil sigs.k8s.io/prow/pkg/pjutil/pprof',
    code: 'o := flagutil.InstrumentationOptions{}\npprof.Instrument(o)\nmetrics.ExposeMetrics("app", config(), o.MetricsPort)\npjutil.NewHealthOnPort(o.HealthPort)',
    listens: [
      '6060 http all default by flag:pprof-port',
      '9090 http all default by flag:metrics-port',
      '8081 http all default by flag:health-port',
    ],
  },
  'services of Dapr': {
    imports: 'web=github.com/dapr/go-sdk/service/http calls=github.com/dapr/go-sdk/service/grpc',
    code: 's := web.NewService(":6002")\ngo s.Start()\nc, _ := calls.NewService(":6003")\nc.Start()',
    listens: ['6002 http all known', '6003 grpc all known'],
  },
  'packets on a port that several sockets share': {
    imports: 'github.com/libp2p/go-reuseport',
    code: 'reuseport.ListenPacket("udp", ":2055")',
    listens: ['2055 udp all known'],
  },
  'HTTP/3 on the port that the library takes': {
    imports: 'github.com/quic-go/quic-go/http3',
    code: 's := http3.Server{Handler: nil}\ns.ListenAndServe()',
    listens: ['443 udp all known'],
  },
  'lists of addresses, for each what is spoken on them': {
    imports: 'github.com/lesismal/nbio github.com/lesismal/nbio/nbhttp',
    code: 'a := nbhttp.NewServer(nbhttp.Config{Network: "tcp", Addrs: []string{"localhost:8081", ":8082"}, AddrsTLS: []string{":8443"}})\nb := nbio.NewEngine(nbio.Config{Network: "udp", Addrs: []string{":8083"}})\nc := nbhttp.NewEngine(nbhttp.Config{})\na.Start(); b.Start(); c.Start()',
    listens: ['8081 http loopback known', '8082 http all known', '8443 https all known', '8083 udp all known'],
  },
  'a list of addresses that is out of sight': {
    imports: 'example.com/settings github.com/lesismal/nbio/nbhttp',
    code: 'nbhttp.NewServer(nbhttp.Config{Addrs: settings.All()}).Start()',
    listens: ['? http ? unknown'],
  },
  'an endpoint of OPC UA': {
    imports: 'flag github.com/gopcua/opcua/server',
    code: 'host := flag.String("host", "0.0.0.0", "")\nport := flag.Int("port", 4840, "")\nflag.Parse()\no := []server.Option{server.EndPoint(*host, *port), server.EndPoint("localhost", *port)}\ns := server.New(o...)\ns.Start(nil)',
    listens: ['4840 tcp all default by flag:host flag:port'],
  },
  'QUIC is UDP': {
    imports: 'github.com/quic-go/quic-go/http3',
    code: 'http3.ListenAndServeQUIC(":8443", "c", "k", nil)',
    listens: ['8443 udp all known'],
  },
  'HTTP/3 beside HTTPS': {
    imports: 'github.com/quic-go/quic-go/http3',
    code: 'http3.ListenAndServeTLS(":8443", "c", "k", nil)',
    listens: ['8443 https all known', '8443 udp all known'],
  },
};

for (const [name, { imports, code, listens }] of Object.entries(cases)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensWith(imports, code), listens);
  });
}
