// Only what is read is named here, so that the bundle holds no operation that changes anything.
export {CloudWatchLogsClient, GetLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
