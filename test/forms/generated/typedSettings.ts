/** Of a source, Harbor CRM. */
export const HARBOR_SETTINGS = {
  apiKey: "harbor-key-1234",
  subdomain: "acme",
  region: "eu",
  syncInterval: 12,
  lookback: 0.5,
  syncDeals: false,
  syncArchived: true,
  objects: ["tickets", "notes, archived"],
  fieldNames: { mail: "email" },
  webhookSecret: "whsec-5678",
};

/** Of a warehouse, S3 Data Lake. */
export const LAKE_SETTINGS = {
  bucket: "events",
  region: "eu-west-1",
  roleArn: "arn:aws:iam::1:role/segment",
  partitions: ["day", "hour"],
  cleanOnLoad: true,
  format: "json",
  fileSize: 64,
  compress: false,
  tags: { team: "data" },
  externalSecret: "external-1234",
};

/** Of a warehouse, Postgres: those it requires. */
export const POSTGRES_SETTINGS = {
  host: "db.example.com",
  port: "5432",
  database: "events",
  username: "segment",
  password: "s3gment!",
};
