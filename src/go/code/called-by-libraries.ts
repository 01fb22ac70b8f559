import { isStandard } from './linked-code.ts';

/**
 * Methods that the standard library calls through interfaces of its own. Which value it holds there is not followed:
 * a type that has one of them and is ever made counts as called.
 */
export const CALLED_BY_STANDARD_LIBRARY: ReadonlySet<string> = new Set(
  // net, net/http, net/rpc
  (
    'ServeHTTP RoundTrip Accept Addr LocalAddr RemoteAddr Network Dial DialContext Close Flush Hijack WriteHeader Header ' +
    'SetDeadline SetReadDeadline SetWriteDeadline Timeout Temporary ' +
    // io, io/fs, os
    'Read Write ReadAt WriteAt ReadFrom WriteTo ReadByte WriteByte ReadRune WriteString Seek Open Stat ReadDir ReadFile Glob Sub ' +
    'Name Size Mode ModTime IsDir Sys Info Type Signal ' +
    // fmt, errors, context
    'String GoString Format Error Unwrap Is As Deadline Done Err Value ' +
    // encoding, database/sql
    'MarshalJSON UnmarshalJSON MarshalText UnmarshalText MarshalBinary UnmarshalBinary MarshalXML UnmarshalXML ' +
    'MarshalXMLAttr UnmarshalXMLAttr MarshalYAML UnmarshalYAML GobEncode GobDecode Scan Connect Driver Ping Prepare ' +
    // sort, container/heap, sync, flag, log/slog, expvar
    'Len Less Swap Push Pop Lock Unlock Set Get IsBoolFlag Enabled Handle WithAttrs WithGroup LogValue'
  ).split(' '),
);

/** Packages of the standard library that call whatever methods a value has. */
const REFLECTS = new Set(['reflect', 'net/rpc', 'text/template', 'html/template', 'database/sql', 'plugin', 'testing']);

/** Libraries that only look at the values they are given: loggers, encoders, comparisons. */
const LOOKS_ONLY =
  /^(?:go\.uber\.org\/zap|github\.com\/(?:sirupsen\/logrus|rs\/zerolog|go-logr\/logr|hashicorp\/go-hclog|go-kit\/log|pkg\/errors|davecgh\/go-spew|google\/go-cmp|stretchr\/testify|json-iterator\/go|mitchellh\/mapstructure|go-viper\/mapstructure|go-playground\/validator|creasty\/defaults|goccy\/go-json|goccy\/go-yaml|pelletier\/go-toml|BurntSushi\/toml|spf13\/viper|knadh\/koanf|caarlos0\/env|kelseyhightower\/envconfig|ilyakaznacheev\/cleanenv|golang\/protobuf|gogo\/protobuf|cespare\/xxhash)|gopkg\.in\/yaml|sigs\.k8s\.io\/yaml|k8s\.io\/klog|google\.golang\.org\/protobuf)(?:[/.]|$)/;

/** Libraries that look for methods in the fields of the struct they are given, too. */
const LOOKS_INTO_FIELDS =
  /^(?:github\.com\/(?:alecthomas\/kong|[\w-]+\/go-flags|alexflint\/go-arg|99designs\/gqlgen)|go\.uber\.org\/(?:fx|dig))(?:[/.]|$)/;

/** Functions of the project that print what they are given. */
const PRINTS = /(?:f|ln|w)$|^(?:with|print|sprint|log|debug|info|warn|warning|error|fatal|panic|trace|dump|marshal)/i;

/** `github.com/alecthomas/kong` of `github.com/alecthomas/kong.Kong.Parse`. */
function packageOf(name: string): string {
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  return dot < 0 ? '' : name.slice(0, dot);
}

/** Whether what is given to a function of a library (`path.Name`), or stored as its type, may have any of its methods called. */
export function callsMethodsOf(name: string): boolean {
  const path = packageOf(name);
  if (path === '') return false;
  return isStandard(path) ? REFLECTS.has(path) : !LOOKS_ONLY.test(path);
}

/** Whether it may call methods of what the value's fields hold. */
export function callsMethodsOfFields(name: string): boolean {
  return LOOKS_INTO_FIELDS.test(name);
}

/** Whether a function's last name says that it prints its arguments. */
export function onlyPrints(name: string): boolean {
  return PRINTS.test(name.slice(name.lastIndexOf('.') + 1));
}
