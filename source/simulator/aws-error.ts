/** A refusal as AWS words it: `code` goes to the wire as `__type`, HTTP status 400 unless said otherwise. */
export class AwsError extends Error {
	readonly code: string;
	readonly httpStatus: number;

	constructor(code: string, message: string, httpStatus = 400) {
		super(message);
		this.name = code;
		this.code = code;
		this.httpStatus = httpStatus;
	}
}
