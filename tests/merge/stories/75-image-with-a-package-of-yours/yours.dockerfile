FROM node:24 AS build
WORKDIR /app
COPY . .
RUN npm run build

FROM node:24
RUN apt-get update && apt-get install -y curl
COPY --from=build /app/dist ./dist
USER 1000
CMD ["node", "dist/main.js"]
