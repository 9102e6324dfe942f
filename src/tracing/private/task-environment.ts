import { InstrumentationLanguage } from '../instrumentation-language';

/** How the auto-instrumentation of a language gets into a program. */
export interface Injection {
  /** Where the volume is mounted, in the container of the program and in the one that fills it. */
  readonly path: string;
  /** What fills the volume. */
  readonly command: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export interface InjectionSettings {
  readonly serviceName: string;
  readonly esModules: boolean;
  readonly isArm64: boolean;
  /** What the program has set by now. */
  readonly present: Readonly<Record<string, string>>;
}

const AGENT = 'http://localhost:4316/v1';

/** Of each language; the agent of the task takes what they send. */
const COMMON = {
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_TRACES_SAMPLER: 'xray',
  OTEL_TRACES_SAMPLER_ARG: 'endpoint=http://localhost:2000',
  OTEL_PROPAGATORS: 'tracecontext,baggage,xray',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${AGENT}/traces`,
  OTEL_AWS_APPLICATION_SIGNALS_EXPORTER_ENDPOINT: `${AGENT}/metrics`,
  OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true',
};

type Render = (path: string, settings: InjectionSettings) => Readonly<Record<string, string>>;

/** What each language needs besides; options of the program come first, and stay. */
const LANGUAGES: Readonly<Record<InstrumentationLanguage, { readonly path: string; readonly variables: Render }>> = {
  [InstrumentationLanguage.NODEJS]: {
    path: '/otel-auto-instrumentation-node',
    variables: (path, { esModules, present }) => ({ NODE_OPTIONS: joined(' ', present.NODE_OPTIONS, esModules ? esModuleOptions(path) : `--require ${path}/autoinstrumentation.js`) }),
  },
  [InstrumentationLanguage.PYTHON]: {
    path: '/otel-auto-instrumentation-python',
    variables: (path, { present }) => ({
      OTEL_PYTHON_DISTRO: 'aws_distro',
      OTEL_PYTHON_CONFIGURATOR: 'aws_configurator',
      PYTHONPATH: joined(':', `${path}/opentelemetry/instrumentation/auto_instrumentation`, present.PYTHONPATH, path),
    }),
  },
  [InstrumentationLanguage.JAVA]: {
    path: '/otel-auto-instrumentation-java',
    variables: (path, { present }) => ({ JAVA_TOOL_OPTIONS: joined(' ', present.JAVA_TOOL_OPTIONS, `-javaagent:${path}/javaagent.jar`) }),
  },
  [InstrumentationLanguage.DOTNET]: {
    path: '/otel-auto-instrumentation-dotnet',
    variables: (path, { isArm64 }) => ({
      CORECLR_ENABLE_PROFILING: '1',
      CORECLR_PROFILER: '{918728DD-259F-4A6A-AC2B-B85E1B658318}',
      CORECLR_PROFILER_PATH: `${path}/${isArm64 ? 'linux-arm64' : 'linux-x64'}/OpenTelemetry.AutoInstrumentation.Native.so`,
      DOTNET_STARTUP_HOOKS: `${path}/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll`,
      DOTNET_ADDITIONAL_DEPS: `${path}/AdditionalDeps`,
      DOTNET_SHARED_STORE: `${path}/store`,
      OTEL_DOTNET_AUTO_HOME: path,
      OTEL_DOTNET_DISTRO: 'aws_distro',
      OTEL_DOTNET_CONFIGURATOR: 'aws_configurator',
      OTEL_DOTNET_AUTO_PLUGINS: 'AWS.Distro.OpenTelemetry.AutoInstrumentation.Plugin, AWS.Distro.OpenTelemetry.AutoInstrumentation',
    }),
  },
};

/**
 * What instruments a program in a container.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-ECS-Sidecar.html, and the guides of github.com/awslabs/mcp at 100b55b6.
 */
export function injectionOf(language: InstrumentationLanguage, settings: InjectionSettings): Injection {
  const { path, variables } = LANGUAGES[language];
  const isJava = language === InstrumentationLanguage.JAVA;
  return {
    path,
    command: isJava ? ['cp', '/javaagent.jar', `${path}/javaagent.jar`] : ['cp', '-a', '/autoinstrumentation/.', path],
    variables: { OTEL_RESOURCE_ATTRIBUTES: `service.name=${settings.serviceName}`, ...COMMON, ...variables(path, settings) },
  };
}

function esModuleOptions(path: string): string {
  return `--import ${path}/autoinstrumentation.js --experimental-loader=${path}/node_modules/@opentelemetry/instrumentation/hook.mjs`;
}

function joined(separator: string, ...parts: Array<string | undefined>): string {
  return parts.filter(part => part !== undefined && part !== '').join(separator);
}
