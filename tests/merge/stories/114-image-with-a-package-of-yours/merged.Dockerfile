FROM node:24 AS build
WORKDIR /app
RUN apt-get update
COPY package.json ./
RUN npm ci
COPY src ./src
RUN npm run build

FROM node:24
USER 1000:1000
CMD ["node", "dist/main.js"]
