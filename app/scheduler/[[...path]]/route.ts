import { unknownAddress } from "../_http/scheduler-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = unknownAddress();
