"""WhatsApp through Meta's Cloud API: webhooks in, Graph calls out."""
