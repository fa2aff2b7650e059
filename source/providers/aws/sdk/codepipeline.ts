// Only what is read is named here, so that the bundle holds no operation that changes anything.
export {
	CodePipelineClient,
	GetPipelineCommand,
	GetPipelineExecutionCommand,
	GetPipelineStateCommand,
	ListActionExecutionsCommand,
	ListPipelineExecutionsCommand,
	ListPipelinesCommand,
	ListRuleExecutionsCommand,
} from '@aws-sdk/client-codepipeline';
