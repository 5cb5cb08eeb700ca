import {
  type Context,
  isSpanContextValid,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Span } from '../services/shared/trace.ts';
import type { Tracing } from './tracing.ts';

const traceparentForm = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/;

/**
 * Sends traces to a collector over OTLP/HTTP. What belongs together is handed on as an argument: nothing global is set,
 * and no call pays for finding out what it is part of.
 * @param collector base address, to which /v1/traces is added
 */
export function startTracing(collector: string, serviceName: string): Tracing {
  const url = `${collector.replace(/\/$/, '')}/v1/traces`;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  const tracer = provider.getTracer('zantara-gateway');

  const begun = (name: string, kind: SpanKind, parent: Context): Span =>
    spanOf(tracer.startSpan(name, { kind }, parent));

  function spanOf(span: OtelSpan): Span {
    const within = trace.setSpan(ROOT_CONTEXT, span);
    return {
      traceparent: written(span.spanContext()),
      child: (name, kind) => begun(name, kind === 'CLIENT' ? SpanKind.CLIENT : SpanKind.INTERNAL, within),
      end({ name, attributes, failed = false } = {}) {
        if (name !== undefined) span.updateName(name);
        if (attributes) span.setAttributes(attributes);
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  return {
    begin: (name, traceparent) => begun(name, SpanKind.SERVER, contextOf(traceparent)),
    close: () => provider.shutdown(),
  };
}

function contextOf(traceparent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = ''] = traceparentForm.exec(traceparent ?? '') ?? [];
  const parent: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  };
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function written({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
